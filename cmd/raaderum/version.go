package main

// release is the version of the program; CHANGELOG.md has a section for each.
const release = "0.1.0"

func version() string { return "raaderum " + release }
