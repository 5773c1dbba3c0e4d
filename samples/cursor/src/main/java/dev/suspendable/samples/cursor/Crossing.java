package dev.suspendable.samples.cursor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** One sailing of a ferry, a row of the table. */
record Crossing(int id, LocalDate day, String origin, String destination, int passengers) {

  static Crossing of(ResultSet row) throws SQLException {
    return new Crossing(
        row.getInt("ID"),
        row.getObject("SAILED_ON", LocalDate.class),
        row.getString("ORIGIN"),
        row.getString("DESTINATION"),
        row.getInt("PASSENGERS"));
  }
}
