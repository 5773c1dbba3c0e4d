package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Fields that are constant variables: of the class, of its superclass in another package. */
final class Constants {
  private static final String OF_INSTANCES =
      """
      int PRIMARY KI
      char PRIMARY KC
      long PRIMARY KL
      boolean PRIMARY KT
      String PRIMARY KS
      int PRIMARY BI
      String PRIMARY BS
      byte ANY! %{=byte} = KI
      char ANY! %{=char} = KI
      byte COND %{boolean@LOR} ? %{byte} : KI
      char COND %{boolean@LOR} ? KI : %{char@COND}
      short COND %{boolean@LOR} ? %{short} : BI
      Object UNARY (Object) (%{boolean@LOR} ? %{byte} : KI)
      Object UNARY (Object) (%{boolean@LOR} ? KI : %{byte@COND})
      boolean EQ (KS + "st") == "ast"
      boolean EQ KS + "" == "a"
      boolean EQ (KS + KI + KC + KL + KT) != "a5a3true"
      boolean EQ (BS + BI) == "bc2"
      boolean EQ (KS + %{int@MUL}) == KS
      boolean LAND KT && %{boolean@OR}
      boolean LOR !KT || %{boolean@LAND}
      int COND KT ? %{int} : KI
      int ADD %{int@ADD} + KI * BI
      int MUL %{int@MUL} / (KI - BI)
      String ADD KS + %{String@MUL}
      String POSTFIX! join(KS + BS, KI, %{long})
      int POSTFIX ((IntSupplier) () -> KI + BI).getAsInt()
      """;

  private static final String ANYWHERE =
      """
      int PRIMARY SI
      String PRIMARY SS
      byte ANY! %{=byte} = SI
      byte COND %{boolean@LOR} ? %{byte} : SI
      boolean EQ (SS + "st") == "bcst"
      boolean EQ (PS + PI) == "aa7"
      char COND %{boolean@LOR} ? PI : (char) %{char@UNARY}
      String PRIMARY PS
      int PRIMARY PI
      int PRIMARY P.SI
      int PRIMARY Base.PI
      """;

  private Constants() {}

  static void describe(Hostility it) {
    it.member("KI", "final int KI = 5;");
    it.member("KC", "private final char KC = 'a';");
    it.member("KL", "protected final long KL = 3L;");
    it.member("KT", "final boolean KT = true;");
    it.member("KS", "final String KS = \"a\";");
    it.member("SI", "static final int SI = 1;");
    it.member("SS", "private static final String SS = \"b\" + \"c\";");
    it.add(scope -> !scope.body().isStatic(), OF_INSTANCES);
    it.add(ANYWHERE);
    it.statements.addAll(
        List.of(
            new StatementForm("switch over constants", Constants::switched),
            new StatementForm("old switch over constants", Constants::groups),
            new StatementForm(
                "definite by a constant", scope -> !scope.body().isStatic(), Constants::definite),
            new StatementForm(
                "loop while a constant", scope -> !scope.body().isStatic(), Constants::loop),
            new StatementForm("dead code", scope -> !scope.body().isStatic(), Constants::deadCode),
            new StatementForm("local constant", Constants::local)));
  }

  private record Labels(Type type, List<String> labels) {}

  private static final List<Labels> STATIC =
      List.of(
          new Labels(Type.INT, List.of("SI", "PI", "5")),
          new Labels(Type.BYTE, List.of("SI", "PI - 7")),
          new Labels(Type.INTEGER, List.of("PI", "4", "SI - 1")),
          new Labels(Type.STRING, List.of("SS", "PS", "\"\"")));

  private static final List<Labels> INSTANCE =
      List.of(
          new Labels(Type.INT, List.of("KI", "SI", "BI", "KI + 100")),
          new Labels(Type.CHAR, List.of("KC", "KI")),
          new Labels(Type.STRING, List.of("KS", "BS", "KS + BS")),
          new Labels(Type.INTEGER, List.of("KI", "SI")),
          new Labels(Type.BYTE, List.of("KI", "BI")));

  private static Labels labels(Filler filler, Scope scope) {
    return filler.any(scope.body().isStatic() ? STATIC : INSTANCE);
  }

  private static Statement switched(Filler filler, Scope scope) {
    Labels chosen = labels(filler, scope);
    Expression selected = filler.expression(chosen.type, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    List<Statement> all = new ArrayList<>();
    for (String label : chosen.labels) {
      Block block = filler.block(arms.inner());
      all.add(Statement.of("case " + label + " -> ", block).completing(block.completes()));
    }
    return Statement.of("switch (", selected, ") ", new Block(all));
  }

  private static Statement groups(Filler filler, Scope scope) {
    Labels chosen = labels(filler, scope);
    Expression selected = filler.expression(chosen.type, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    List<Statement> all = new ArrayList<>();
    for (String label : chosen.labels) {
      all.add(Statement.of("case " + label + ": ", filler.block(arms.inner())));
    }
    return Statement.of("switch (", selected, ") ", new Block(all));
  }

  /** JLS 16.1.1: after a constant that is true, all is assigned when it is false. */
  private static Statement definite(Filler filler, Scope scope) {
    String name = scope.reserve();
    Expression value = filler.expression(Type.INT, scope.inner());
    scope.add(new Variable(name, Type.INT, true));
    return Statement.of(
        "int " + name + ";\nif (KT) ", Block.of(Statement.of(name + " = ", value, ";")));
  }

  private static Statement loop(Filler filler, Scope scope) {
    Target target = new Target(Target.Kind.LOOP, null);
    Block block = filler.block(scope.within(target));
    String head = filler.any("while (KT) ", "for (; KT;) ", "while (KT && KS == \"a\") ");
    Statement fail = Statement.of("if (!more()) throw new IllegalStateException(\"fuel\");");
    return Statement.of(head, block.after(fail)).completing(target.broken);
  }

  private static Statement deadCode(Filler filler, Scope scope) {
    if (filler.choose(3) == 0) {
      Scope body = scope.within(new Target(Target.Kind.LOOP, null));
      return Statement.of("while (!more() && KT && KI < BI) ", filler.block(body));
    }
    return Statement.of(filler.any("if (!KT) ", "if (KI == BI) "), filler.block(scope.inner()));
  }

  /** A local that is a constant because fields are. */
  private static Statement local(Filler filler, Scope scope) {
    String value = scope.body().isStatic() ? "SI + PI" : "KI * SI";
    String name = scope.reserve();
    scope.add(new Variable(name, Type.INT, false));
    Expression selected = filler.expression(Type.INT, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Block block = filler.block(scope.within(target));
    return Statement.of(
        "final int " + name + " = " + value + ";\nswitch (",
        selected,
        ") ",
        Block.of(Statement.of("case " + name + ": ", block)));
  }
}
