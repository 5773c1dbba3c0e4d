package dev.suspendable.processor.realcode;

import java.util.ArrayList;
import java.util.List;

/** A method of a library that becomes a coroutine, and a method of the old name that runs it. */
final class Method extends Part {
  private final String description;
  private final List<Site> sites = new ArrayList<>();

  Method(String description) {
    this.description = description;
  }

  /** Its suspensions, and what else changes in its body. */
  List<Site> sites() {
    return sites;
  }

  @Override
  boolean isIn() {
    return reason() == null;
  }

  @Override
  public String toString() {
    return description;
  }
}
