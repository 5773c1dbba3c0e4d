package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.find.LambdaParameters;
import dev.suspendable.processor.find.Lambdas;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.JumpTargets;
import dev.suspendable.processor.source.TreeForms;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * Copies a tree as verbatim text: each name that means something else in the frame class is
 * replaced, all other characters remain as the user wrote them.
 */
public final class CodeReader extends NameReader {
  private final JumpReader jumps;

  private final Declarators declarators;

  private CodeReader(
      BodyContext context, JumpReader jumps, Tree root, Tree whole, Map<Tree, Code.Hole> holes) {
    super(context, root, whole, holes);
    this.jumps = jumps;
    this.declarators = new Declarators(source);
  }

  /** The tree as code. */
  public static Code read(BodyContext context, JumpReader jumps, Tree tree) {
    return read(context, jumps, tree, new IdentityHashMap<>());
  }

  /** The tree as code with holes instead of some subtrees. */
  public static Code read(
      BodyContext context, JumpReader jumps, Tree tree, Map<Tree, Code.Hole> holes) {
    return new CodeReader(context, jumps, tree, tree, holes).run();
  }

  @Override
  TextReader reader(Tree piece) {
    return new CodeReader(context, jumps, piece, whole, holes);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    for (Tree label : Cases.labels(tree)) {
      // Before Java 21 an enum constant in a label must be a simple name.
      Tree constant = Cases.constantOf(label);
      if (constant == null) {
        Patterns.check(context, label);
      }
      Element element = constant == null ? null : source.element(constant);
      if (element == null || element.getKind() != ElementKind.ENUM_CONSTANT) {
        scan(label, null);
      }
    }
    inGuard(() -> scan(Cases.guard(tree), null));
    if (tree.getStatements() != null) {
      scan(tree.getStatements(), null);
    } else {
      scan(tree.getBody(), null);
    }
    return null;
  }

  // Writes.

  private void target(ExpressionTree tree, Access access) {
    if (tree instanceof IdentifierTree identifier && !holes.containsKey(tree)) {
      identifier(identifier, access);
    } else if (TreeForms.skipParentheses(tree) instanceof IdentifierTree identifier) {
      identifier(identifier, access);
    } else {
      scan(tree, null);
    }
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    target(tree.getVariable(), Access.WRITE);
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    target(tree.getVariable(), Access.READ_WRITE);
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT ->
          target(tree.getExpression(), Access.READ_WRITE);
      default -> scan(tree.getExpression(), null);
    }
    return null;
  }

  @Override
  public @Nullable Void visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
    Tree pattern = tree.getPattern();
    if (!isInLambda()
        && pattern != null
        && Patterns.bindings(source, pattern).stream()
            .anyMatch(
                binding ->
                    context.facts.variables.isUsedOutside(binding, whole)
                        || ClassNames.isGenericBinding(binding))) {
      List<Variable> bindings = Patterns.declare(context, pattern);
      edits.replace(tree, new Code.TypeTest(sub(tree.getExpression()), sub(pattern), bindings));
      return null;
    }
    return super.visitInstanceOf(tree, null);
  }

  /**
   * Visits a variable. If an arm of a switch sees the variable of a pattern, it is already declared
   * as a variable of the coroutine.
   */
  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    Variable variable = context.variable(element);
    Integer before = declarators.note(tree);
    if (variable == null) {
      declarators.mark(tree, before, edits);
    } else if (!isInLambda()
        && element != null
        && element.getKind() == ElementKind.BINDING_VARIABLE) {
      edits.replaceLastWord(tree, new Code.VariableRef(variable, Access.WRITE, false));
    }
    return before == null ? super.visitVariable(tree, null) : scan(tree.getInitializer(), null);
  }

  /**
   * Visits a try. A variable named as a resource must be effectively final, like a captured one.
   */
  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    for (Tree resource : tree.getResources()) {
      if (resource instanceof IdentifierTree) {
        inLambda(() -> scan(resource, null));
      } else {
        scan(resource, null);
      }
    }
    scan(tree.getBlock(), null);
    scan(tree.getCatches(), null);
    return scan(tree.getFinallyBlock(), null);
  }

  // Lambdas and classes.

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    Lambdas.Lambda coroutine = context.lambdas.of(tree);
    return inLambda(
        () ->
            coroutine == null
                ? super.visitLambdaExpression(tree, null)
                : coroutine(tree, coroutine));
  }

  /** {@code x -> Frame.ramp(self, captured, x)}. */
  private @Nullable Void coroutine(LambdaExpressionTree tree, Lambdas.Lambda lambda) {
    scan(tree.getParameters(), null);
    Code arguments = lambda.declaration().isStatic() ? Code.EMPTY : context.self();
    for (Element captured : lambda.captures()) {
      arguments = argument(arguments, captured(captured));
    }
    List<String> names = LambdaParameters.names(tree);
    for (int i = 0; i < names.size(); i++) {
      arguments = argument(arguments, Code.of(new Code.LocalName(names.get(i))));
      VariableTree parameter = tree.getParameters().get(i);
      if (parameter.getName().isEmpty()) {
        int end = source.end(parameter);
        edits.replace(end - 1, end, Code.of(names.get(i)));
      }
    }
    Code call =
        Code.of(new Code.Ramp(lambda.declaration(), lambda.typeParameters()), arguments, ")");
    // Of the same shape, because javac uses it to choose between overloads that take a lambda.
    if (tree.getBody() instanceof BlockTree) {
      call = Code.of("{ return ", call, "; }");
    } else if (!(tree.getBody() instanceof MethodInvocationTree)) {
      call = Code.of("(", call, ")");
    }
    edits.replace(tree.getBody(), call);
    return null;
  }

  private static Code argument(Code before, Code argument) {
    return before.isEmpty() ? argument : Code.of(before, ", ", argument);
  }

  /** A local class stays in the host. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    edits.replace(tree);
    return null;
  }

  // Statements that leave the verbatim text, and assert, which reads the host's setting.

  private boolean leave(Tree tree) {
    if (isInLambda()) {
      return false;
    }
    Tree target = JumpTargets.target(source, tree);
    if (target != null && isInside(target)) {
      return false;
    }
    edits.replace(tree, new Code.Leave(jumps.read(tree)));
    return true;
  }

  private boolean isInside(Tree tree) {
    return source.start(tree) >= source.start(whole) && source.end(tree) <= source.end(whole);
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    leave(tree);
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    leave(tree);
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
    return leave(tree) ? null : super.visitYield(tree, null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    return leave(tree) ? null : super.visitReturn(tree, null);
  }

  /**
   * The condition stands alone, and is not negated, so that javac leaves out what it leaves out of
   * an assertion: classes in the rest have no class file.
   */
  @Override
  public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
    Code detail = tree.getDetail() == null ? Code.EMPTY : sub(tree.getDetail());
    edits.replace(
        tree,
        "{ if (",
        names.assertionStatus(),
        ") { if (",
        sub(tree.getCondition()),
        "); else throw new ",
        new Code.RuntimeClass(AssertionError.class),
        "(",
        detail,
        "); } }");
    return null;
  }
}
