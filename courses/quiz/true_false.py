"""A statement that is true or false: a choice of two. The answer is the id of the option."""

from courses.quiz.single_choice import SingleChoice


class TrueFalse(SingleChoice):
    name = "true_false"
    most = 2
