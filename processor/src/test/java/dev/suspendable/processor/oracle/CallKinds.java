package dev.suspendable.processor.oracle;

import java.util.List;

/**
 * Places for coroutines that call others by their simple names, where more than one class around
 * has such a method. Javac takes that of the innermost of them, its own or inherited.
 */
final class CallKinds {
  private CallKinds() {}

  private static HostKind kind(String name, String receiver, String classes, String own) {
    return new HostKind(name, "", "", receiver, true, classes, own);
  }

  private static final String NEAR =
      """
      static class B%H {
      int given = 2;
      @Suspendable final Task<Integer> calm(int by) { log("calm " + by); return Task.of(await(by) + given); }
      @Suspendable static Task<Integer> still(int by) { log("still " + by); return Task.of(await(by) + 1); }
      @Suspendable Task<Integer> low(int by) { return Task.of(await(by) - given); }
      }
      """;

  private static final String FAR =
      """
      static class O%H {
      int given = 5;
      @Suspendable final Task<Integer> calm(int by) { log("far calm " + by); return Task.of(await(by) * given); }
      @Suspendable static Task<Integer> still(int by) { log("far still " + by); return Task.of(await(by) * 7); }
      @Suspendable final Task<Integer> high(int by) { return Task.of(await(by) * -given); }
      }
      """;

  private static final String CALLS =
      """
      Integer POSTFIX! Coroutines.await(calm(%{int}))
      Integer POSTFIX! Coroutines.await(%H.this.calm(%{int}))
      int ANY! given += %{int}
      int ADD Coroutines.await(calm(%{int})) + %{int@MUL}

      Integer POSTFIX! Coroutines.await(super.calm(%{int}))
      Integer POSTFIX! Coroutines.await(this.calm(%{int}))
      """;

  private static final String CALLS_OF_BOTH =
      """
      Integer POSTFIX! Coroutines.await(still(%{int}))
      Integer POSTFIX! Coroutines.await(low(%{int}))
      Integer POSTFIX! Coroutines.await(high(%{int}))
      Integer POSTFIX! Coroutines.await(%H.super.calm(%{int}))
      Integer POSTFIX! Coroutines.await(%H.still(%{int}))
      """
          + CALLS;

  static final List<HostKind> ALL =
      List.of(
          kind(
              "inherits coroutines that the class around it declares",
              "new %H().new In()",
              """
              static class %H {
              int given = 3;
              @Suspendable final Task<Integer> calm(int by) { log("calm " + by); return Task.of(await(by) + given); }
              @Suspendable private Task<Integer> mild(int by) { log("mild " + by); return Task.of(await(by) - given); }
              class In extends %H {
              { given = 9; }
              %C
              }
              }
              """,
              "Integer POSTFIX! Coroutines.await(mild(%{int}))\n" + CALLS),
          kind(
              "inherits coroutines that the class around it inherits, too",
              "new %H().new In()",
              NEAR
                  + """
                  static class %H extends B%H {
                  class In extends B%H {
                  { given = 9; }
                  %C
                  }
                  }
                  """,
              "Integer POSTFIX! Coroutines.await(low(%{int}))\n" + CALLS),
          kind(
              "inherits coroutines, and so does the class around it",
              "new %H().new In()",
              NEAR
                  + FAR
                  + """
                  static class %H extends O%H {
                  class In extends B%H {
                  %C
                  }
                  }
                  """,
              CALLS_OF_BOTH),
          kind(
              "anonymous class that inherits coroutines, as does the class around it",
              "new %H().one",
              NEAR
                  + FAR
                  + """
                  static abstract class A%H extends B%H {
                  %A
                  }
                  static class %H extends O%H {
                  final A%H one;
                  {
                  one = new A%H() {
                  %C
                  };
                  }
                  }
                  """,
              CALLS_OF_BOTH));
}
