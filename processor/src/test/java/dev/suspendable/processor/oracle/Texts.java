package dev.suspendable.processor.oracle;

import java.util.List;

/** Literals and comments in which characters mean something else than they seem to. */
final class Texts {
  private static final List<String> STRINGS =
      List.of(
          "\"C:\\\\users\"",
          "\"\\\\u000a\"",
          "\"\\\\\\\\u0022\"",
          "\"*/ /* //\"",
          "\"\\\"\"",
          "\"\\u0041\\t\\0\"",
          "\"\\uuu0042\"",
          "\"\u00e4\ud835\udc65\"",
          "\"await(1); }\"");

  private static final List<String> CHARACTERS = List.of("'\\\\'", "'\\''", "'\\u0061'", "'\"'");

  private Texts() {}

  static void describe(Hostility it) {
    for (String literal : STRINGS) {
      it.literals.add(Expression.of(Type.STRING, Precedence.PRIMARY, literal));
    }
    for (String literal : CHARACTERS) {
      it.literals.add(Expression.of(Type.CHAR, Precedence.PRIMARY, literal));
    }
    it.add(
        scope -> !scope.isOnOneLine(),
        """
        String POSTFIX see(/* await(1) */ %{String} /* ) */)
        String POSTFIX see(\"C:\\\\users\" + %{String@MUL})
        int POSTFIX /* \" */ see(%{int}) /* '\\u002a/
        int ADD %{int@ADD} /* } */ + // {⏎%{int@MUL}
        int PRIMARY 0x1_0
        int UNARY -0b1
        long PRIMARY 0_7L
        String POSTFIX see(""\"⏎a\\\\u0062 \\"await(1);\\" \\t c\\⏎d""\")
        String ADD %{String@ADD} + ""\"⏎}; */⏎""\"
        """);
    it.statements.add(
        new StatementForm(
            "comments",
            scope -> !scope.isOnOneLine(),
            (filler, scope) ->
                Statement.of(
                    "/* \" ' // { \\u002a/ log(\"seen\" /* ' */ + ",
                    filler.expression(Type.STRING, scope).at(Precedence.MUL),
                    "); // } */ \" \\\\u000a log(1);")));
  }
}
