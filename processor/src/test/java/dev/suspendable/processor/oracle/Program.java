package dev.suspendable.processor.oracle;

import dev.suspendable.processor.testing.MasterTest;

/**
 * A generated program.
 *
 * @param name a Java identifier that says where it came from
 * @param bodies how many bodies of coroutines it counts as
 * @param source its compilation unit
 * @param spelling of its names
 */
record Program(String name, int bodies, Statement source, Spelling spelling) {
  MasterTest test() {
    String transformed = Printer.transformed(source);
    MasterTest test =
        MasterTest.program(spelling.of(transformed), spelling.of(Printer.plain(source))).inTurns();
    if (transformed.contains(Faraway.PACKAGE)) {
      test = test.with(Faraway.SOURCE, Faraway.SOURCE);
    }
    // A generator cannot be failed while another yields in its place.
    return transformed.contains("yieldAll(") ? test.withoutFailures() : test;
  }

  /** How large it is, and how odd. */
  int size() {
    return Printer.transformed(source).length() + 10 * spelling.names().size();
  }
}
