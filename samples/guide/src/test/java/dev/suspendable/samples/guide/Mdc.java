package dev.suspendable.samples.guide;

import dev.suspendable.scope.ThreadElement;
import java.util.Map;
import org.slf4j.MDC;

/** The values of SLF4J's MDC while a coroutine runs. */
public record Mdc(Map<String, String> values) implements ThreadElement<Map<String, String>> {
  @Override
  public Map<String, String> install() {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.setContextMap(values);
    return before;
  }

  @Override
  public void takeOff(Map<String, String> before) {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
