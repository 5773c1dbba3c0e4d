package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for a coroutine to stand in: a class, or more, in the generated one, which has a method
 * of the coroutine's name that calls it there.
 *
 * @param name names it in failures
 * @param head what stands in front of the coroutine's return type, as modifiers and type parameters
 * @param parameters in front of the coroutine's, each followed by a comma
 * @param receiver what it is called on, which may end in type arguments, and behind a vertical bar
 *     the arguments for the parameters
 * @param isStatic whether there is no instance of the generated class around
 * @param classes a line each, {@code %H} is the name of the class and {@code %C} the place of the
 *     coroutine; {@code %A} declares it, {@code %L} is the coroutine as a lambda; another coroutine
 *     is written on one line, and returns a {@code Task.of}
 * @param own what the coroutine may write, as in the catalogue of expressions: everywhere, and
 *     behind a blank line what means something else in a class within it
 */
record HostKind(
    String name,
    String head,
    String parameters,
    String receiver,
    boolean isStatic,
    String classes,
    String own) {

  /** Whether a coroutine can stand there: a lambda is to be a {@link Effects.Work}. */
  boolean fits(Coroutine coroutine) {
    return !isLambda()
        || coroutine.suspension() == Suspension.AWAIT
            && coroutine.result() == Type.OBJECT
            && coroutine.parameters().isEmpty();
  }

  private boolean isLambda() {
    return classes.contains("%L");
  }

  /** What the coroutine is called: not as its caller, if one would hide the other. */
  private String nameOf(Coroutine coroutine) {
    if (isLambda()) {
      return "run";
    }
    return parameters.isEmpty() && !classes.contains("extends P")
        ? coroutine.name()
        : "m" + coroutine.name();
  }

  /** Where the body of a coroutine stands there. */
  Scope scope(Coroutine coroutine, List<Coroutine> callees, Surroundings around) {
    if (isMember()) {
      return new Scope(Body.of(coroutine, callees, coroutine.isStatic(), around));
    }
    String type = nameOfClass(coroutine);
    String[] forms = own.replace("%H", type).split("\n\n", 2);
    List<ExpressionForm> special =
        new ArrayList<>(ExpressionForms.templates(forms[0], scope -> true));
    if (forms.length > 1) {
      special.addAll(ExpressionForms.templates(forms[1], scope -> !scope.isInClass()));
    }
    return new Scope(Body.of(coroutine, callees, isStatic, around.within(special)));
  }

  private static String nameOfClass(Coroutine coroutine) {
    return "H" + coroutine.name().substring(1);
  }

  private boolean isMember() {
    return classes.isEmpty();
  }

  /** The coroutine there, and the method that calls it. */
  List<Statement> members(Signature signature, Block body) {
    if (isMember()) {
      return List.of(Host.coroutine(signature, body));
    }
    Coroutine outer = signature.coroutine();
    Coroutine inner =
        new Coroutine(outer.suspension(), nameOf(outer), head, outer.result(), outer.parameters());
    Signature there = new Signature(inner, parameters, signature.parameters());
    String text = classes.replace("%H", nameOfClass(outer));
    List<Statement> members = new Parsed(text, there, body).statements();
    // The shrinker puts the statements of a block in the place of all of these.
    Statement last = members.remove(members.size() - 1);
    List<Object> pieces = new ArrayList<>(caller(signature, inner));
    pieces.add("\n");
    pieces.addAll(last.pieces());
    members.add(Statement.of(pieces.toArray()));
    return members;
  }

  private List<Object> caller(Signature signature, Coroutine inner) {
    Coroutine outer = signature.coroutine();
    String[] receiverAndArguments = receiver.replace("%H", nameOfClass(outer)).split("\\|");
    String arguments = receiverAndArguments.length > 1 ? receiverAndArguments[1] + ", " : "";
    List<Object> pieces = new ArrayList<>();
    pieces.add(signature.head());
    String callee = receiverAndArguments[0];
    pieces.add(
        " { return "
            + (callee.endsWith(">") ? callee : callee + ".")
            + inner.name()
            + "("
            + arguments);
    pieces.add(signature.arguments());
    pieces.add("); }");
    return pieces;
  }

  /** Lines, as statements: what ends in a brace has a block. */
  private static final class Parsed {
    private static final Pattern COROUTINE =
        Pattern.compile("@Suspendable (.*Task<(\\w+)> .*) \\{ (.*)return Task\\.of\\((.*)\\); \\}");

    private final Deque<List<Object>> open = new ArrayDeque<>();
    private final Deque<List<Statement>> blocks = new ArrayDeque<>();

    Parsed(String text, Signature signature, Block body) {
      blocks.push(new ArrayList<>());
      for (String line : text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
        Matcher another = COROUTINE.matcher(line);
        if (another.matches()) {
          blocks
              .element()
              .add(
                  Host.coroutine(
                      another.group(1), another.group(2), another.group(3), another.group(4)));
        } else if (line.equals("%C")) {
          blocks.element().add(Host.coroutine(signature, body));
        } else if (line.equals("%A")) {
          blocks.element().add(Host.declaration(signature));
        } else if (line.contains("%L")) {
          String[] around = line.split("%L");
          List<Object> pieces = new ArrayList<>(SuspendableLambdas.lambda("depth", body));
          pieces.add(0, around[0]);
          pieces.add(around[1]);
          blocks.element().add(Statement.of(pieces.toArray()));
        } else if (line.startsWith("}")) {
          List<Object> pieces = open.pop();
          pieces.add(new Block(blocks.pop()));
          pieces.add(line.substring(1));
          blocks.element().add(Statement.of(pieces.toArray()));
        } else if (line.endsWith("{")) {
          open.push(new ArrayList<>(List.of(line.substring(0, line.length() - 1))));
          blocks.push(new ArrayList<>());
        } else {
          blocks.element().add(Statement.of(line));
        }
      }
    }

    List<Statement> statements() {
      return new ArrayList<>(blocks.element());
    }
  }
}
