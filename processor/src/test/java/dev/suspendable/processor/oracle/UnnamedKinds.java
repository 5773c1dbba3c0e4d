package dev.suspendable.processor.oracle;

import java.util.List;

/** Places for coroutines in anonymous and local classes that no coroutine is around. */
final class UnnamedKinds {
  private UnnamedKinds() {}

  private static final String BASE =
      """
      abstract static class A%H {
      int given = 2;
      int up(int by) { log("up " + by); return given += by; }
      %A
      }
      """;

  private static final String OWN =
      """
      int POSTFIX! mine++
      int ANY! given += mine
      int POSTFIX! up(%{int})

      int POSTFIX! super.up(%{int})
      int PRIMARY this.mine
      """;

  private static HostKind kind(String name, String receiver, String classes, String own) {
    return new HostKind(name, "", "", receiver, true, BASE + classes, own);
  }

  static final List<HostKind> ALL =
      List.of(
          kind(
              "anonymous in a static field",
              "%H.ONE",
              """
              static class %H {
              static final A%H ONE = new A%H() {
              int mine = 1;
              %C
              };
              }
              """,
              OWN),
          kind(
              "anonymous in a static initialiser",
              "%H.one",
              """
              static class %H {
              static final A%H one;
              static {
              log("init");
              final int seen = 7;
              one = new A%H() {
              int mine = seen;
              %C
              };
              }
              }
              """,
              OWN + "int ADD seen + mine\n"),
          kind(
              "anonymous in an initialiser",
              "new %H(3).one",
              """
              static class %H {
              final A%H one;
              private int outer = 4;
              {
              int seen = outer;
              one = new A%H() {
              int mine = 1;
              %C
              };
              }
              %H(int by) { outer += by; }
              }
              """,
              """
              int POSTFIX! mine++
              int ANY! given += seen
              int POSTFIX! outer++
              int ANY! %H.this.outer -= %{int}
              int POSTFIX! up(%{int})

              int POSTFIX! super.up(%{int})
              """),
          kind(
              "local class in an initialiser",
              "new %H().one",
              """
              static class %H {
              final A%H one;
              {
              class Local extends A%H {
              int mine;
              Local(int mine) { this.mine = mine; }
              Local other(int by) { return new Local(by); }
              %C
              }
              one = new Local(5).other(6);
              }
              }
              """,
              OWN
                  + """
                  int PRIMARY other(%{int}).mine
                  int PRIMARY new Local(%{int}).mine
                  """),
          kind(
              "anonymous in a constructor",
              "new %H(3).one",
              """
              static class %H {
              A%H one;
              %H(int seen) {
              one = new A%H() {
              int mine = seen;
              %C
              };
              }
              }
              """,
              OWN + "int MUL seen * mine\n"),
          kind(
              "local class of a generic method",
              "%H.make(\"z\")",
              """
              static class %H {
              static <Z> A%H make(Z z) {
              class Local<T extends Z> extends A%H {
              final T t;
              int mine = 1;
              Local(T t) { this.t = t; }
              Local<T> again() { return new Local<>(t); }
              %C
              }
              return new Local<>(z).again();
              }
              }
              """,
              OWN
                  + """
                  Object UNARY (Object) t
                  Object UNARY (Object) z
                  Object UNARY (Object) new Local<>(t).again().t
                  """),
          kind(
              "variable of a local class hides that of the method",
              "%H.make(\"z\")",
              """
              static class %H {
              static <T> A%H make(T z) {
              class Local<T> extends A%H {
              final T t;
              int mine = 1;
              Local(T t) { this.t = t; }
              %C
              }
              return new Local<>(1);
              }
              }
              """,
              OWN
                  + """
                  Object UNARY (Object) t
                  Object UNARY (Object) z
                  Object UNARY (Object) new Local<T>(t).t
                  """),
          kind(
              "local class bounded by a local class",
              "%H.make()",
              """
              static class %H {
              static A%H make() {
              int seen = 3;
              class Bound implements Comparable<Bound> { int v() { return seen; } @Override public int compareTo(Bound o) { return 0; } }
              class Local<X extends Bound> extends A%H {
              final X x;
              int mine = 1;
              Local(X x) { this.x = x; }
              %C
              }
              return new Local<>(new Bound());
              }
              }
              """,
              OWN
                  + """
                  int POSTFIX x.v()
                  int POSTFIX x.compareTo(x)
                  int POSTFIX new Local<>(x).x.v()
                  int POSTFIX new Bound().v()
                  """),
          kind(
              "local record of a method of an enum",
              "%H.ONE.make()",
              """
              enum %H {
              ONE;
              A%H make() {
              record Local(int a, List<?> all) { int mine() { return a; } }
              int seen = ordinal();
              return new A%H() {
              int mine = new Local(4, List.of()).mine();
              %C
              };
              }
              }
              """,
              OWN
                  + """
                  int POSTFIX new Local(%{int}, List.of(%{Object})).mine()
                  int ADD seen + mine
                  """),
          new HostKind(
              "anonymous in a field initialiser of an inner class",
              "",
              "",
              "new P().new %H().one",
              false,
              """
              class %H {
              int outer = count;
              final A%H one = new A%H() {
              int mine = outer++;
              %C
              };
              abstract class A%H {
              int given = 2;
              int up(int by) { log("up " + by); return given += by; }
              %A
              }
              }
              """,
              OWN + "int PRIMARY P.this.count\nint POSTFIX! %H.this.outer++\n"),
          new HostKind(
              "lambda in a static field",
              "",
              "",
              "%H.ONE",
              true,
              """
              static class %H<T> {
              private static int made = 1;
              static final Work<Object> ONE = %L;
              }
              """,
              """
              int POSTFIX! made++
              int ANY! %H.made += %{int}
              """),
          new HostKind(
              "lambda in the field of an inner class",
              "",
              "",
              "new P().new %H().one",
              false,
              """
              class %H extends Base {
              private int mine = 1;
              final Work<Object> one = %L;
              }
              """,
              """
              int POSTFIX! mine++
              int ANY! P.this.count += %{int}
              int POSTFIX! P.super.base(%{int})

              int ANY! this.mine += %{int}
              int POSTFIX! super.base(%{int})
              """),
          new HostKind(
              "lambda in the field of an anonymous class",
              "",
              "",
              "%H.ONE.one()",
              true,
              """
              abstract static class A%H {
              abstract Work<Object> one();
              }
              static class %H {
              static final A%H ONE = new A%H() {
              private int mine = 1;
              final Work<Object> one = %L;
              Work<Object> one() { return one; }
              };
              }
              """,
              """
              int POSTFIX! mine++

              int ANY! this.mine += %{int}
              """),
          new HostKind(
              "lambda in an initialiser of an enum",
              "",
              "",
              "%H.ONE.one",
              true,
              """
              enum %H {
              ONE;
              final Work<Object> one;
              int mine = 2;
              {
              int seen = 3;
              one = %L;
              }
              }
              """,
              """
              int POSTFIX! mine++
              int POSTFIX ordinal()
              int ADD seen + %{int@MUL}

              int POSTFIX this.ordinal()
              """),
          new HostKind(
              "lambda in a constructor of a generic class",
              "",
              "",
              "new %H<>(\"t\").one",
              true,
              """
              static class %H<T extends Comparable<T>> {
              final Work<Object> one;
              int mine = 2;
              <S> %H(T t) {
              Supplier<T> again = () -> t;
              one = %L;
              }
              }
              """,
              """
              int POSTFIX! mine++
              Object UNARY (Object) t
              int POSTFIX t.compareTo(again.get())

              int PRIMARY this.mine
              """),
          new HostKind(
              "lambda in a constant of an interface",
              "",
              "",
              "%H.ONE",
              true,
              """
              interface %H {
              int FIXED = 5;
              Work<Object> ONE = %L;
              }
              """,
              """
              int PRIMARY FIXED
              byte ANY! %{=byte} = FIXED
              """),
          new HostKind(
              "lambda in a lambda",
              "",
              "",
              "%H.make(2)",
              true,
              """
              static class %H {
              static Work<Object> make(int by) {
              IntFunction<Work<Object>> maker = again -> %L;
              return maker.apply(by + 1);
              }
              }
              """,
              """
              int PRIMARY by
              int ADD again + %{int@MUL}
              """));
}
