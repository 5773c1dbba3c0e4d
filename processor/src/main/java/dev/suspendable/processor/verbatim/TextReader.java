package dev.suspendable.processor.verbatim;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Copies a tree as text with edits. A subclass decides what is edited.
 *
 * <p>Holes replace operands that are read separately.
 */
abstract class TextReader extends TreeScanner<@Nullable Void, @Nullable Void> {
  final BodyContext context;
  final Source source;
  final Names names;
  final InheritedNames inherited;
  final Factories factories;
  final Edits edits;
  private final Tree root;

  /** The tree from which the whole code is made; differs from the root for a nested piece. */
  final Tree whole;

  final Map<Tree, Code.Hole> holes;

  /**
   * The number of lambdas around the current tree. They capture the frame's variables that they
   * name.
   */
  private int nested;

  /**
   * Whether the current tree is in a guard, which may only name variables that a lambda may name.
   */
  private boolean isGuard;

  TextReader(BodyContext context, Tree root, Tree whole, Map<Tree, Code.Hole> holes) {
    this.context = context;
    this.source = context.source;
    this.names = new Names(context);
    this.inherited = new InheritedNames(context, names);
    this.factories = new Factories(context, names);
    this.edits = new Edits(source);
    this.root = root;
    this.whole = whole;
    this.holes = holes;
  }

  /** A reader of a piece of the same code, which begins outside of lambdas and guards. */
  abstract TextReader reader(Tree piece);

  final Code run() {
    isGuard |= Cases.isGuard(source, root) && !context.facts.suspends(root);
    scan(root, null);
    return edits.applyTo(root);
  }

  /** A tree inside this one as code of its own. */
  final Code sub(Tree tree) {
    TextReader reader = reader(tree);
    reader.nested = nested;
    reader.isGuard = isGuard;
    return reader.run();
  }

  /** Does something in the body of a lambda. */
  final <T extends @Nullable Object> T inLambda(Supplier<T> action) {
    nested++;
    T result = action.get();
    nested--;
    return result;
  }

  final boolean isInLambda() {
    return nested > 0;
  }

  /** Does something in a guard. */
  final void inGuard(Runnable action) {
    boolean before = isGuard;
    isGuard = true;
    action.run();
    isGuard = before;
  }

  /** Whether the code may name only variables that a lambda may name. */
  final boolean isCaptured() {
    return nested > 0 || isGuard;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null || !source.isWritten(tree)) {
      return null;
    }
    Code.Hole hole = holes.get(tree);
    if (hole != null) {
      edits.replace(tree, hole);
      return null;
    }
    return super.scan(tree, null);
  }

  /** A variable of the code around a lambda or a class. */
  final Code captured(Element element) {
    Variable variable = context.variable(element);
    return variable == null
        ? Code.of(new Code.LocalName(element.getSimpleName().toString()))
        : Code.of(new Code.VariableRef(variable, Access.READ, isCaptured()));
  }

  /** Whether an expression is a variable that does not change, or the receiver. */
  final boolean isFixed(ExpressionTree expression) {
    if (!(TreeForms.skipParentheses(expression) instanceof IdentifierTree identifier)) {
      return false;
    }
    Element element = source.element(identifier);
    return identifier.getName().contentEquals("this")
        || (element != null
            && isVariable(element)
            && context.facts.variables.isEffectivelyFinal(element));
  }

  static boolean isVariable(Element element) {
    return element instanceof VariableElement && !element.getKind().isField();
  }

  /** Type arguments in brackets; empty if there are none. */
  final Code typeArguments(@Nullable List<? extends Tree> arguments) {
    Code code = Code.EMPTY;
    for (Tree argument : arguments == null ? List.<Tree>of() : arguments) {
      code = Code.of(code.isEmpty() ? Code.of("<") : Code.of(code, ", "), sub(argument));
    }
    return code.isEmpty() ? code : Code.of(code, ">");
  }

  /** The types of type arguments; empty if there are none. */
  final List<TypeMirror> typesOf(@Nullable List<? extends Tree> arguments) {
    return arguments == null ? List.of() : arguments.stream().map(source::type).toList();
  }

  final void showProtected(Element member, ExpressionTree qualifier) {
    TypeMirror asSite = inherited.showProtected(member, source.typeOrNull(qualifier));
    if (asSite != null) {
      edits.insert(source.start(qualifier), Code.of("((", new Code.TypeRef(asSite), ") "));
      edits.insert(source.end(qualifier), Code.of(")"));
    }
  }
}
