"""How is a derivative, a matrix, or what follows from it got wrong? A class a misconception."""
