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

  /*
   * Their members and type variables have names that no host has: in the local class a form of the
   * host would name them.
   */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "of a bound",
              "",
              "class %L<THere extends Comparable<THere>> implements Work<Object> ",
              """
              final THere keptHere;
              %L(THere keptHere) { this.keptHere = keptHere; }
              %L<THere> againHere() { return new %L<>(keptHere); }
              int orderHere(THere other) { return keptHere.compareTo(other); }\
              """,
              List.of(
                  "new %L<>(%{Integer})",
                  "new %L<Integer>(%{Integer}).againHere()",
                  "new %L<>(boxed(%{int})).againHere().againHere()"),
              """
              Object UNARY (Object) keptHere
              int POSTFIX orderHere(keptHere)
              int POSTFIX new %L<>(%{int}).orderHere(%{int})
              Object UNARY (Object) new %L<>(keptHere).againHere().keptHere
              """),
          new Kind(
              "of a local bound",
              "class %LBound { final int held; %LBound(int held) { this.held = held; } }\n",
              "class %L<XHere extends %LBound, YHere extends List<? super XHere>> implements Work<Object> ",
              """
              final XHere xHere;
              final YHere yHere;
              %L(XHere x, YHere y) { this.xHere = x; this.yHere = y; }\
              """,
              List.of("new %L<>(new %LBound(%{int}), new ArrayList<Object>())"),
              """
              int PRIMARY xHere.held
              boolean POSTFIX! yHere.add(xHere)
              Object POSTFIX new %L<>(xHere, yHere).yHere.get(%{int@AND} & 0)
              int PRIMARY new %LBound(%{int}).held
              """),
          new Kind(
              "of itself",
              "",
              "abstract class %L<THere extends %L<THere>> implements Work<Object> ",
              """
              int stepsHere = 1;
              abstract THere itself();
              THere deeper() { stepsHere++; return itself(); }\
              """,
              List.of(
                  "new Object() { <ZHere> Work<Object> of(ZHere z) { class Leaf extends %L<Leaf> { @Override Leaf itself() { return this; } } return new Leaf().deeper(); } }.of(%{int})"),
              """
              int PRIMARY itself().stepsHere
              int PRIMARY! deeper().deeper().stepsHere
              """),
          new Kind(
              "within another",
              "",
              "class %L<AHere> implements Work<Object> ",
              """
              final AHere aHere;
              %L(AHere a) { this.aHere = a; }
              class Inside<BHere extends AHere> { final BHere bHere; Inside(BHere b) { this.bHere = b; } AHere either(boolean q) { return q ? aHere : bHere; } }\
              """,
              List.of("new %L<>(%{Object})", "new %L<Object>(%{String})"),
              """
              Object UNARY (Object) aHere
              Object UNARY (Object) new Inside<>(aHere).either(%{boolean})
              Object UNARY (Object) %L.this.new Inside<AHere>(aHere).bHere
              """),
          new Kind(
              "record",
              "",
              "record %L<THere>(THere firstHere, List<? extends THere> othersHere) implements Work<Object> ",
              "static <SHere> %L<SHere> ofHere(SHere s) { return new %L<>(s, List.of()); }",
              List.of("new %L<>(%{Object}, List.of(%{int}))", "%L.ofHere(%{String})"),
              """
              Object UNARY (Object) firstHere
              int POSTFIX othersHere.size()
              Object UNARY (Object) new %L<>(firstHere, othersHere).firstHere()
              int POSTFIX %L.ofHere(%{int}).othersHere().size()
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
