"""The walls: settings, addresses, public pages, site facts and the look."""
