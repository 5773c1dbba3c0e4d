package dev.suspendable.samples.cursor;

import dev.suspendable.Task;
import java.sql.SQLException;

/** Prints how many passengers left from each port. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    Crossings crossings = new Crossings(Crossings.database("ferries"));
    Task.syncWait(crossings.passengers(), SQLException.class)
        .forEach((port, passengers) -> System.out.println(port + "\t" + passengers));
  }
}
