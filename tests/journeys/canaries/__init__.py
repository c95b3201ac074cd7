"""Words that stand nowhere else, one for each private thing of each person, and a crawl that looks who finds them."""
