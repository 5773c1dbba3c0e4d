package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;

/** Generic classes in bodies, with a coroutine: made by the code around them and by themselves. */
final class LocalGenerics {
  /**
   * A kind of class.
   *
   * @param name names it in failures
   * @param before what stands in front of it; {@code %L} is the class's name
   * @param head its head
   * @param members what it has beside the coroutine
   * @param made instances of it, with operands as in templates
   * @param own what its coroutine may write, as in the catalogue of expressions
   */
  private record Kind(
      String name, String before, String head, String members, List<String> made, String own) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "of a bound",
              "",
              "class %L<T extends Comparable<T>> implements Work<Object> ",
              """
              final T kept;
              %L(T kept) { this.kept = kept; }
              %L<T> again() { return new %L<>(kept); }
              int order(T other) { return kept.compareTo(other); }\
              """,
              List.of(
                  "new %L<>(%{Integer})",
                  "new %L<Integer>(%{Integer}).again()", "new %L<>(boxed(%{int})).again().again()"),
              """
              Object UNARY (Object) kept
              int POSTFIX order(kept)
              int POSTFIX new %L<>(%{int}).order(%{int})
              Object UNARY (Object) new %L<>(kept).again().kept
              """),
          new Kind(
              "of a local bound",
              "class %LBound { final int held; %LBound(int held) { this.held = held; } }\n",
              "class %L<X extends %LBound, Y extends List<? super X>> implements Work<Object> ",
              """
              final X x;
              final Y y;
              %L(X x, Y y) { this.x = x; this.y = y; }\
              """,
              List.of("new %L<>(new %LBound(%{int}), new ArrayList<Object>())"),
              """
              int PRIMARY x.held
              boolean POSTFIX! y.add(x)
              Object POSTFIX new %L<>(x, y).y.get(%{int@AND} & 0)
              int PRIMARY new %LBound(%{int}).held
              """),
          new Kind(
              "of itself",
              "",
              "abstract class %L<T extends %L<T>> implements Work<Object> ",
              """
              int steps = 1;
              abstract T itself();
              T deeper() { steps++; return itself(); }\
              """,
              List.of(
                  "new Object() { <Z> Work<Object> of(Z z) { class Leaf extends %L<Leaf> { @Override Leaf itself() { return this; } } return new Leaf().deeper(); } }.of(%{int})"),
              """
              int PRIMARY itself().steps
              int PRIMARY! deeper().deeper().steps
              """),
          new Kind(
              "within another",
              "",
              "class %L<A> implements Work<Object> ",
              """
              final A a;
              %L(A a) { this.a = a; }
              class Inside<B extends A> { final B b; Inside(B b) { this.b = b; } A either(boolean q) { return q ? a : b; } }\
              """,
              List.of("new %L<>(%{Object})", "new %L<Object>(%{String})"),
              """
              Object UNARY (Object) a
              Object UNARY (Object) new Inside<>(a).either(%{boolean})
              Object UNARY (Object) %L.this.new Inside<A>(a).b
              """),
          new Kind(
              "record",
              "",
              "record %L<T>(T first, List<? extends T> others) implements Work<Object> ",
              "static <S> %L<S> of(S s) { return new %L<>(s, List.of()); }",
              List.of("new %L<>(%{Object}, List.of(%{int}))", "%L.of(%{String})"),
              """
              Object UNARY (Object) first
              int POSTFIX others.size()
              Object UNARY (Object) new %L<>(first, others).first()
              int POSTFIX %L.of(%{int}).others().size()
              """));

  private LocalGenerics() {}

  static List<StatementForm> statements() {
    List<StatementForm> forms = new ArrayList<>();
    for (Kind kind : KINDS) {
      forms.add(
          new StatementForm(
              "local generic class " + kind.name,
              scope -> scope.awaits() && !scope.isInClosure(),
              (filler, scope) -> statement(kind, filler, scope)));
    }
    return forms;
  }

  private static Statement statement(Kind kind, Filler filler, Scope scope) {
    String name = scope.uniqueName("L");
    List<ExpressionForm> own =
        ExpressionForms.templates(kind.own.replace("%L", name), at -> at.awaits());
    Scope inner =
        kind.head.startsWith("record")
            ? scope.staticBody(Type.OBJECT, own)
            : scope.classBody(Suspension.AWAIT, Type.OBJECT, own);
    List<Statement> members = new ArrayList<>();
    kind.members.replace("%L", name).lines().map(Statement::of).forEach(members::add);
    members.add(SuspendableLambdas.method(filler, inner));
    List<Object> pieces = new ArrayList<>();
    pieces.add(kind.before.replace("%L", name) + kind.head.replace("%L", name));
    pieces.add(new Block(members));
    String made = filler.any(kind.made).replace("%L", name);
    pieces.add("\nlog(await(");
    pieces.add(
        new Template(Type.WORK, Precedence.POSTFIX, made, false, at -> true).fill(filler, scope));
    pieces.add(".run(");
    pieces.add(filler.expression(Type.INT, scope));
    pieces.add(")));");
    return Statement.of(pieces.toArray());
  }
}
