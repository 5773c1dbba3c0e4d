package dev.suspendable.processor.model;

import dev.suspendable.processor.model.HostBody.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The signature of the method that javac generates for a lambda: the captured variables are its
 * first parameters, in an order and number that only javac decides.
 *
 * @param captures the variables that the lambda captures, in the order of their first use
 * @param named the same for the case that javac also looks into dead code, which it may or may not
 *     do
 * @param parameters descriptors of the lambda's own parameters
 * @param result descriptor of its result
 */
public record LambdaSignature(
    List<Capture> captures, List<Capture> named, List<String> parameters, String result) {
  /** Whether its method may have a descriptor. */
  public boolean allows(String descriptor) {
    return !possibleCaptures(descriptor).isEmpty();
  }

  /**
   * The variables that javac may have passed to a method with this descriptor, in javac's order:
   * either with or without the variables that only dead code names.
   */
  public List<List<Capture>> possibleCaptures(String descriptor) {
    return Stream.of(captures, named)
        .distinct()
        .filter(each -> descriptor.equals(descriptor(each)))
        .toList();
  }

  private String descriptor(List<Capture> captured) {
    return captured.stream().map(Capture::descriptor).collect(Collectors.joining("", "(", ""))
        + String.join("", parameters)
        + ")"
        + result;
  }

  /**
   * The positions, among the method's arguments, of the captures and of the own parameters.
   *
   * @param captured the variables that javac passes
   */
  public List<Integer> positions(List<Capture> captured) {
    List<Integer> positions = new ArrayList<>();
    captures.forEach(capture -> positions.add(captured.indexOf(capture)));
    for (int i = 0; i < parameters.size(); i++) {
      positions.add(captured.size() + i);
    }
    return positions;
  }
}
