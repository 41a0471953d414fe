"""Official figures that the user adds: tables read from files, to check articles against."""
