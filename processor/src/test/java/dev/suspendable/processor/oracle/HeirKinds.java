package dev.suspendable.processor.oracle;

import java.util.List;

/** Places for coroutines in classes that inherit: from interfaces, other packages, each other. */
final class HeirKinds {
  private HeirKinds() {}

  private static HostKind kind(String name, String receiver, String classes, String own) {
    return new HostKind(name, "", "", receiver, true, classes, own);
  }

  private static final String INHERITED =
      """
      interface I%H { default int lent(int by) { log("lent " + by); return by + 1; } }
      static class A%H implements I%H { protected int given = 2; }
      """;

  private static final String PROTECTED =
      """
      int PRIMARY far
      int POSTFIX! far++
      int ANY! far += %{int}
      long ANY! wide -= %{long}
      int UNARY! --far
      int PRIMARY LIMIT
      byte ANY! %{=byte} = LIMIT
      byte COND %{boolean@LOR} ? %{byte} : LIMIT
      byte COND %{boolean@LOR} ? %{byte} : fixed
      boolean EQ LABEL + "b" == "ab"
      int PRIMARY Far.LIMIT
      int POSTFIX! stat(%{int})
      int POSTFIX! Far.stat(%{int})
      int POSTFIX! %H.stat(%{int})
      int POSTFIX! inst(%{int})
      String POSTFIX gen(%{String})
      int POSTFIX size(%{int}, %{String}, %{Object})
      int ANY! numbers[%{int@AND} & 3] += %{int}
      int POSTFIX! new Nest().up(%{int})
      int POSTFIX! Nest.twice(%{int})
      int PRIMARY! new Nest().shown
      int PRIMARY! new Inn(%{int}).inn
      Object UNARY (Object) Kind.ONE
      int POSTFIX Kind.TWO.ordinal()
      Object UNARY (Object) kept
      Object UNARY (Object) kept()
      IntUnaryOperator UNARY (IntUnaryOperator) Far::stat
      IntUnaryOperator UNARY (IntUnaryOperator) %H::stat
      int POSTFIX ((IntUnaryOperator) by -> Far.stat(by) + far).applyAsInt(%{int})
      int POSTFIX! lent(%{int})
      int POSTFIX! new Far<String>(%{String}) { int plus() { return far + inst(1); } }.plus()
      """;

  static final List<HostKind> ALL =
      List.of(
          kind(
              "inherits a default method",
              "new %H()",
              INHERITED
                  + """
                  static class %H extends A%H {
                  @Override public int lent(int by) { return -by; }
                  %C
                  }
                  """,
              """
              int POSTFIX! lent(%{int})
              int POSTFIX! %H.super.lent(%{int})
              int POSTFIX! given++

              int POSTFIX! super.lent(%{int})
              IntUnaryOperator UNARY (IntUnaryOperator) super::lent
              int POSTFIX ((IntSupplier) () -> super.lent(2)).getAsInt()
              int ANY! super.given += %{int}
              """),
          kind(
              "has default methods",
              "new %H()",
              """
              interface I%H { default int lent(int by) { log("lent " + by); return by + 1; } }
              interface J%H<T> { default int lent(int by) { return 2 * by; } default T none(T t) { return t; } }
              static class %H implements I%H, J%H<String> {
              @Override public int lent(int by) { return I%H.super.lent(by) + J%H.super.lent(by); }
              %C
              }
              """,
              """
              int POSTFIX! lent(%{int})

              int POSTFIX! I%H.super.lent(%{int})
              int POSTFIX J%H.super.lent(%{int})
              String POSTFIX J%H.super.none(%{String})
              IntUnaryOperator UNARY (IntUnaryOperator) I%H.super::lent
              int POSTFIX ((IntSupplier) () -> J%H.super.lent(2)).getAsInt()
              """),
          kind(
              "within one that inherits a default method",
              "new %H().new In()",
              INHERITED
                  + """
                  static class %H extends A%H {
                  @Override public int lent(int by) { return -by; }
                  class In {
                  int mine = given;
                  %C
                  }
                  }
                  """,
              """
              int POSTFIX! lent(%{int})
              int POSTFIX! %H.super.lent(%{int})
              int POSTFIX! %H.this.lent(%{int})
              IntUnaryOperator UNARY (IntUnaryOperator) %H.super::lent
              int ANY! %H.super.given += mine
              """),
          kind(
              "enum with default methods",
              "%H.ONE",
              """
              interface I%H { default int lent(int by) { log("lent " + by); return by + 1; } }
              enum %H implements I%H {
              ONE;
              %C
              }
              """,
              """
              int POSTFIX! lent(%{int})

              int POSTFIX! I%H.super.lent(%{int})
              """),
          kind(
              "heir of a class in another package",
              "new %H()",
              """
              static class %H extends Far<Integer> {
              %H() { super(1); }
              %C
              }
              """,
              PROTECTED
                  + """

                  int POSTFIX! super.inst(%{int})
                  int PRIMARY super.far
                  int POSTFIX! super.far++
                  int ANY! super.far += %{int}
                  int POSTFIX! this.far--
                  int POSTFIX! super.lent(%{int})
                  String POSTFIX super.gen(%{String})
                  String POSTFIX super.<String>gen(%{String})
                  String POSTFIX this.<String>gen(%{String})
                  int PRIMARY! this.new Inn(%{int}).inn
                  IntUnaryOperator UNARY (IntUnaryOperator) super::inst
                  IntUnaryOperator UNARY (IntUnaryOperator) this::inst
                  """),
          kind(
              "within an heir of a class in another package",
              "new %H().new In()",
              """
              static class %H extends Far<Integer> {
              %H() { super(1); }
              class In {
              %C
              }
              }
              """,
              PROTECTED
                  + """
                  int POSTFIX! %H.super.inst(%{int})
                  int POSTFIX! %H.this.far++
                  int ANY! %H.super.far += %{int}
                  int POSTFIX! %H.super.lent(%{int})
                  IntUnaryOperator UNARY (IntUnaryOperator) %H.this::inst
                  """),
          new HostKind(
              "static of an heir of a class in another package",
              "static ",
              "",
              "%H",
              true,
              """
              static class %H extends Far<Integer> {
              %H() { super(1); }
              %C
              }
              """,
              """
              int PRIMARY LIMIT
              byte ANY! %{=byte} = LIMIT
              int POSTFIX! stat(%{int})
              int POSTFIX! Far.stat(%{int})
              int PRIMARY! new %H().far
              int POSTFIX! new %H().far++
              int ANY! new %H().far += %{int}
              int POSTFIX! new %H().inst(%{int})
              int POSTFIX! new Nest().up(%{int})
              int PRIMARY! new %H().new Inn(%{int}).inn
              IntUnaryOperator UNARY (IntUnaryOperator) new %H()::inst
              IntUnaryOperator UNARY (IntUnaryOperator) Far::stat
              """),
          kind(
              "heir of a class in another file",
              "new %H()",
              """
              static class %H extends p.far.Faraway<String> {
              %H() { super("kept"); }
              %C
              }
              """,
              """
              int POSTFIX! lone++
              int ANY! lone += %{int}
              int POSTFIX! shared++
              int ANY! shared *= %{int}
              int ANY! p.far.Faraway.shared += %{int}
              byte ANY! %{=byte} = LIMIT
              boolean EQ NAME + "b" == "ab"
              int POSTFIX! grow(%{int})
              int POSTFIX! tell(%{int})
              String POSTFIX! text(%{String})
              int POSTFIX! size(%{int}, %{Object})
              int POSTFIX! new Nest().up(%{int})
              int PRIMARY! new Within().inner
              int PRIMARY! new Ajar().opened
              int PRIMARY! new Ajar().with(%{int}).opened
              int PRIMARY! ((Ajar) (Object) new Ajar().with(%{int})).with(%{int}).opened
              int PRIMARY! List.<Ajar>of(new Ajar()).get(%{int@AND} & 0).with(%{int}).opened
              int POSTFIX! shown(%{int})
              String PRIMARY kept
              Object UNARY (Object) Kind.A
              Supplier<String> UNARY (Supplier<String>) () -> p.far.Faraway.text("t")
              IntUnaryOperator UNARY (IntUnaryOperator) p.far.Faraway::tell

              int POSTFIX! super.grow(%{int})
              int POSTFIX! super.shown(%{int})
              int POSTFIX! super.lone++
              IntUnaryOperator UNARY (IntUnaryOperator) super::grow
              """),
          kind(
              "heir of the class around it",
              "new %H()",
              """
              static class %H extends P {
              int mine = 2;
              @Override protected int base(int by) { log("mine " + by); return -by; }
              %C
              }
              """,
              """
              int POSTFIX! mine++
              int PRIMARY count
              int ANY! count += %{int}
              int POSTFIX! level++
              int POSTFIX! base(%{int})
              int POSTFIX! mix(%{int}, %{long}, %{String})
              int POSTFIX! new %H().mine++

              int POSTFIX! super.base(%{int})
              int POSTFIX! super.mix(%{int}, %{long}, %{String})
              int POSTFIX! super.count++
              String POSTFIX! super.name(%{String}, %{Box})
              """));
}
