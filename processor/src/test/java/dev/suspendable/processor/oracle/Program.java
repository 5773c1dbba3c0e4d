package dev.suspendable.processor.oracle;

import dev.suspendable.processor.testing.MasterTest;

/**
 * A generated program.
 *
 * @param name a Java identifier that says where it came from
 * @param source its compilation unit
 */
record Program(String name, Statement source) {
  MasterTest test() {
    return MasterTest.program(Printer.transformed(source), Printer.plain(source)).inTurns();
  }
}
