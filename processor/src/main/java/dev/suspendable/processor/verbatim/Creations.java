package dev.suspendable.processor.verbatim;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.source.QualifiedCreation;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Spells creations of objects, some of them as calls of a factory. */
final class Creations {
  private final TextReader reader;
  private final Source source;
  private final BodyContext context;

  Creations(TextReader reader) {
    this.reader = reader;
    this.source = reader.source;
    this.context = reader.context;
  }

  void read(NewClassTree tree) {
    TypeElement ofFactory = reader.factories.createdByFactory(tree);
    if (ofFactory != null) {
      creation(tree, ofFactory);
      return;
    }
    TypeElement created = reader.factories.createdClass(tree);
    Code outer =
        created == null || tree.getEnclosingExpression() != null
            ? Code.EMPTY
            : reader.factories.implicitOuter(created, tree);
    reader.scan(tree.getEnclosingExpression(), null);
    if (outer.isEmpty() || created == null) {
      if (tree.getEnclosingExpression() == null) {
        reader.scan(tree.getIdentifier(), null);
      } else {
        scanTypeArguments(tree.getIdentifier());
      }
    } else {
      reader.edits.insert(source.start(tree), Code.of(outer, "."));
      // With its annotations, whose names would need a class in front of them.
      reader.edits.replace(
          source.start(tree.getIdentifier()),
          source.end(TreeForms.withoutArguments(tree.getIdentifier())),
          Code.of(created.getSimpleName().toString()));
      scanTypeArguments(tree.getIdentifier());
    }
    reader.scan(tree.getTypeArguments(), null);
    reader.scan(tree.getArguments(), null);
    return;
  }

  /**
   * {@code new Local(a)} is {@code Host$1Local.new$1Local(self, captured, a)}, and so is {@code new
   * Type(a) { … }}.
   */
  private void creation(NewClassTree tree, TypeElement type) {
    List<? extends ExpressionTree> arguments = QualifiedCreation.arguments(tree, source);
    ExecutableElement constructor = (ExecutableElement) source.element(tree);
    if (constructor == null) {
      throw new Refusal();
    }
    int open = source.words().skipBlanks(source.end(tree.getIdentifier()));
    ExpressionTree written = QualifiedCreation.outer(tree, source);
    boolean isAnonymous = tree.getClassBody() != null;
    // For an anonymous class, the expression before new is its superclass's outer instance.
    Code argument = written == null || !isAnonymous ? Code.EMPTY : outer(written);
    Code call =
        reader.factories.creation(
            new Factories.Creation(
                type,
                constructor,
                (DeclaredType) source.type(tree),
                reader.typesOf(tree.getTypeArguments())),
            !showsInitialisation(tree, arguments),
            written == null || isAnonymous ? reader.factories.outerOf(type, tree) : outer(written),
            reader::captured,
            !arguments.isEmpty() || !argument.isEmpty());
    if (!argument.isEmpty()) {
      call = Code.of(call, argument, arguments.isEmpty() ? "" : ", ");
    }
    reader.edits.replace(source.start(tree), open + 1, call);
    reader.scan(arguments, null);
    int last = arguments.isEmpty() ? open + 1 : source.end(arguments.get(arguments.size() - 1));
    int close = source.words().skipBlanks(last) + 1;
    reader.edits.replace(close, source.end(tree), Code.EMPTY);
  }

  /**
   * Whether it is observable that a factory initialises the class after the arguments are
   * evaluated. If an argument suspends, the class is initialised before all of them.
   */
  private boolean showsInitialisation(NewClassTree tree, List<? extends ExpressionTree> arguments) {
    return !context.facts.suspends(tree)
        && arguments.stream().anyMatch(this::mayShow)
        && new Initialisers(source, context.types, context.host).of(tree) != null;
  }

  private boolean mayShow(ExpressionTree argument) {
    ExpressionTree expression = TreeForms.skipParentheses(argument);
    return !(expression instanceof LiteralTree
        || expression instanceof LambdaExpressionTree
        || (expression instanceof IdentifierTree && reader.isFixed(expression)));
  }

  private Code outer(ExpressionTree written) {
    return reader.holes.containsKey(written)
        ? reader.sub(written)
        : Code.of(
            new Code.RuntimeClass(Objects.class), ".requireNonNull(", reader.sub(written), ")");
  }

  private void scanTypeArguments(Tree identifier) {
    if (identifier instanceof ParameterizedTypeTree parameterized) {
      reader.scan(parameterized.getTypeArguments(), null);
    }
  }
}
