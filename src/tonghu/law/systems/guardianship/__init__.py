"""法定监护: family and state guardianship, institutions, care leavers."""
