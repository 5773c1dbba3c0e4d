package dev.suspendable.processor.oracle;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of places for coroutines. */
final class HostKinds {
  /** A member of the generated class itself. */
  static final HostKind MEMBER = new HostKind("member", "", "", "", false, "", "");

  private HostKinds() {}

  private static HostKind ofStatic(
      String name, String head, String receiver, String classes, String own) {
    return new HostKind(name, head, "", receiver, true, classes, own);
  }

  private static HostKind inner(String name, String receiver, String classes, String own) {
    return new HostKind(name, "", "", receiver, false, classes, own);
  }

  // ---- Kinds of types.

  private static final List<HostKind> TYPES =
      List.of(
          ofStatic(
              "nested",
              "",
              "new %H()",
              """
              static class %H {
              int mine = 3;
              final int fixed = 5;
              int up(int by) { log("up " + by); return mine += by; }
              %C
              }
              """,
              """
              int PRIMARY mine
              int ANY! mine += %{int}
              int POSTFIX! mine++
              int POSTFIX! up(%{int})
              byte ANY! %{=byte} = fixed
              byte COND %{boolean@LOR} ? %{byte} : fixed
              int PRIMARY %H.this.mine

              int ANY! this.mine -= %{int}
              """),
          ofStatic(
              "static of nested",
              "static ",
              "%H",
              """
              static class %H<T> {
              private static int made = 3;
              static final int FIXED = 5;
              private static int up(int by) { log("up " + by); return made += by; }
              %C
              }
              """,
              """
              int PRIMARY made
              int ANY! %H.made += %{int}
              int POSTFIX! made++
              int POSTFIX! up(%{int})
              byte ANY! %{=byte} = FIXED
              """),
          inner(
              "inner",
              "new P().new %H()",
              """
              class %H {
              int mine = count;
              %C
              }
              """,
              """
              int PRIMARY mine
              int POSTFIX! P.this.count++
              int POSTFIX! P.super.base(%{int})
              int ANY! P.super.level += %{int}
              int POSTFIX! P.this.base(%{int})
              IntUnaryOperator UNARY (IntUnaryOperator) P.super::base
              int POSTFIX! P.this.new Inner(%{int}).grow(%{int})
              int ADD P.this.BI + mine

              int ANY! this.mine *= %{int}
              """),
          inner(
              "inner of inner",
              "new P().new %H().new In()",
              """
              class %H extends Base {
              int mine = 2;
              class In {
              private int deep = 1;
              %C
              }
              }
              """,
              """
              int POSTFIX! mine++
              int ANY! deep += mine
              int ANY! %H.this.mine += %{int}
              int POSTFIX! %H.super.base(%{int})
              int POSTFIX! P.super.base(%{int})
              int PRIMARY %H.this.level
              int PRIMARY In.this.deep
              int PRIMARY P.this.count
              """),
          ofStatic(
              "enum",
              "",
              "%H.TWO",
              """
              enum %H {
              ONE, TWO { @Override int other(int by) { log("other " + by); return -by; } };
              static final int FIXED = 4;
              int mine = 1;
              int other(int by) { return by; }
              %C
              }
              """,
              """
              int POSTFIX ordinal()
              String POSTFIX name()
              int POSTFIX! other(%{int})
              int ANY! mine = %{int}
              int PRIMARY values().length
              int POSTFIX valueOf("ONE").ordinal()
              boolean EQ TWO == ONE
              byte ANY! %{=byte} = FIXED
              Object UNARY (Object) TWO

              boolean EQ this == ONE
              int POSTFIX this.compareTo(ONE)
              """),
          ofStatic(
              "constant of an enum",
              "",
              "%H.ONE",
              """
              enum %H {
              ONE {
              int mine = 1;
              int up(int by) { return mine += by; }
              %C
              };
              int common = 2;
              %A
              }
              """,
              """
              int POSTFIX! mine++
              int POSTFIX! up(%{int})
              int POSTFIX ordinal()
              Object UNARY (Object) ONE

              int PRIMARY super.common
              """),
          ofStatic(
              "record",
              "",
              "new %H(1, \"r\")",
              """
              record %H(int a, String b) {
              static int made;
              %H { log("made " + a); b = cut(b); made++; }
              int times(int by) { log("times " + by); return a * by; }
              %C
              }
              """,
              """
              int PRIMARY a
              String PRIMARY b
              int POSTFIX a()
              int POSTFIX! times(%{int})
              int POSTFIX! new %H(%{int}, %{String}).a()
              int POSTFIX! made++

              int PRIMARY this.a
              boolean POSTFIX this.equals(new %H(%{int}, %{String}))
              """),
          ofStatic(
              "default method",
              "default ",
              "%H.of(%H.K)",
              """
              interface %H {
              int K = 5;
              int mine();
              default int twice(int by) { log("twice " + by); return 2 * by + mine(); }
              private int thrice(int by) { return 3 * by; }
              static %H of(int value) { return () -> value; }
              %C
              }
              """,
              """
              int POSTFIX mine()
              int POSTFIX! twice(%{int})
              int POSTFIX thrice(%{int})
              int PRIMARY K
              byte ANY! %{=byte} = K
              int POSTFIX %H.of(%{int}).mine()

              int POSTFIX this.mine()
              """),
          ofStatic(
              "static method of an interface",
              "static ",
              "%H",
              """
              interface %H {
              int K = 5;
              private static int thrice(int by) { log("thrice " + by); return 3 * by; }
              %C
              }
              """,
              """
              int POSTFIX! thrice(%{int})
              int PRIMARY K
              byte COND %{boolean@LOR} ? %{byte} : K
              """),
          ofStatic(
              "private method of an interface",
              "private ",
              "((%H) new %H() {})",
              """
              interface %H {
              default int once(int by) { log("once " + by); return by; }
              %C
              }
              """,
              """
              int POSTFIX! once(%{int})

              int POSTFIX! this.once(%{int})
              """),
          ofStatic(
              "exception",
              "",
              "new %H(\"m\")",
              """
              static class %H extends RuntimeException {
              private static final long serialVersionUID = 1;
              %H(String message) { super(message); }
              %C
              }
              """,
              """
              String POSTFIX getMessage()
              Object UNARY (Object) new %H(%{String}).getMessage()

              String POSTFIX super.getMessage()
              """));

  /** All but the generated class itself. */
  static final List<HostKind> ALL =
      Stream.of(TYPES, HeirKinds.ALL, CallKinds.ALL, GenericKinds.ALL, UnnamedKinds.ALL)
          .flatMap(List::stream)
          .toList();
}
