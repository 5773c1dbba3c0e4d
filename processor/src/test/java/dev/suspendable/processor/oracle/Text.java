package dev.suspendable.processor.oracle;

/**
 * Characters of a program.
 *
 * @param transformed as the processor sees them
 * @param plain as they stand in the plain version; as many lines
 */
record Text(String transformed, String plain) implements Piece {
  static final Text NOTHING = new Text("", "");

  /** Text that only the plain version has. */
  static Text plainly(String plain) {
    return new Text("", plain);
  }
}
