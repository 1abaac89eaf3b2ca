"""One file for each kind of page: from the catalogue to what its template shows."""
