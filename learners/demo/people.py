"""Names of people who do not exist, and the sign-in names made of them. Pure."""

from random import Random
from typing import NamedTuple

_FIRST = (
    "Aaliyah Abdi Adriana Ahmed Aisha Alejandro Amara Amir Ana Andre Angela Anil Annika Antonio Ayumi Beatriz Ben "
    "Bilal Bonnie Brandon Camila Carlos Carmen Cedric Chen Chidi Claire Connor Dalia Daniel Danuta Darius Deepa Denise "
    "Dinh Dolores Dwayne Ebony Eduardo Elena Eli Emeka Emily Enrique Esther Fatima Felix Francesca Gabriel Genesis "
    "George Gloria Grace Hakim Hana Harold Hassan Helen Hiroshi Imani Ines Isaac Ivan Jada Jamal Jasmine Javier Jin "
    "Joanna Jose Joy Kamal Karen Keisha Kenji Kofi Kwame Latoya Laura Leila Liam Lien Lucia Luka Malik Marcus Maria "
    "Mariam Marisol Mateo Mehdi Mei Miguel Minh Nadia Naomi Natalia Nia Nikhil Noor Olga Oscar Paloma Patrick Paul "
    "Priya Rafael Rahim Rebecca Renee Ricardo Rosalind Ruth Sadia Salma Samir Sanjay Santiago Sarah Sergei Shanice "
    "Sione Sofia Soraya Stephen Sunita Talia Tariq Tavita Teresa Thandi Theo Thomas Tomas Trinh Tyrell Valeria Vera "
    "Victor Walter Wanda Wei Winona Xavier Yara Yasmin Yolanda Yusuf Zainab Zoe"
)
_LAST = (
    "Abara Adeyemi Ahmadi Alvarez Aquino Arslan Baker Banerjee Begay Bennett Boateng Brooks "
    "Campbell Castillo Chavez Cho Clark Cohen Coleman Costa Cruz Dang Davis Delgado Diallo Diaz Dominguez Dubois "
    "Ellis Estrada Evans Farah Fernandez Fisher Flores Foster Garcia Ghosh Gomez Goldberg Gonzalez Gray Gupta Guzman "
    "Haddad Hall Hansen Harris Hassan Hernandez Hill Hoang Horvat Hughes Ibrahim Jackson James Jensen Jimenez Johnson "
    "Jones Kaplan Kapoor Kaur Kelly Khan Kim Kowalski Kumar Larsen Lee Lewis Li Lopez Mahmoud Martin Martinez Mbeki "
    "Mendoza Mensah Miller Mitchell Molina Moore Morales Murphy Nakamura Navarro Nelson Nguyen Novak Nunez Okafor "
    "Okoye Oliveira Ortega Osei Park Patel Perez Peters Petrov Pham Phillips Popov Quispe Rahman Ramirez Reyes Rivera "
    "Roberts Robinson Romero Rossi Ruiz Russo Sanchez Santos Sato Schneider Scott Shah Silva Singh Smith Soto "
    "Suzuki Taylor Thompson Torres Tran Tsosie Turner Vargas Vasquez Walker Wang Washington White Williams Wong Wright "
    "Yang Young Zamora Zhang"
)
FIRST, LAST = _FIRST.split(), _LAST.split()


class Name(NamedTuple):
    first: str
    last: str


def name(chance: Random) -> Name:
    return Name(chance.choice(FIRST), chance.choice(LAST))


def sign_in_name(who: Name, seed: str, number: int) -> str:
    """Unique for each seed and number, and silent about treatment."""
    return f"{who.first}.{who.last[0]}{number}-{seed}".lower()
