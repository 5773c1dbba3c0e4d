package dev.suspendable.processor.oracle;

import dev.suspendable.processor.testing.MasterTest;

/**
 * A generated program.
 *
 * @param name a Java identifier that says where it came from
 * @param bodies how many bodies of coroutines it counts as
 * @param source its compilation unit
 */
record Program(String name, int bodies, Statement source) {
  MasterTest test() {
    String transformed = Printer.transformed(source);
    MasterTest test = MasterTest.program(transformed, Printer.plain(source)).inTurns();
    // A generator cannot be failed while another yields in its place.
    return transformed.contains("yieldAll(") ? test.withoutFailures() : test;
  }
}
