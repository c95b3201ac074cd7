"""Questions as other programs read and write them: GIFT and Moodle XML. Pure; knows neither Django nor Wagtail.

What a format cannot hold is told, never dropped in silence.
"""
