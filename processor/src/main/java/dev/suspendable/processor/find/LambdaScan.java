package dev.suspendable.processor.find;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.model.HostBody.Call;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.source.DeadCode;
import dev.suspendable.processor.source.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a single traversal of a lambda collects when the lambda becomes a coroutine: what
 * it captures from the code around it, and what identifies its method in the class file.
 */
public final class LambdaScan extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private final Operators operators;
  private final Suspensions suspensions;
  private final LocalClasses localClasses;
  private final JvmTypes jvm;
  private final Set<Element> declared = new HashSet<>();
  private final Set<VariableElement> captures = new LinkedHashSet<>();
  private final Set<VariableElement> constants = new LinkedHashSet<>();
  private final Set<VariableElement> named = new LinkedHashSet<>();
  private final List<Call> calls = new ArrayList<>();
  private final DeadCode deadCode;

  /** Whether the lambda itself stands in dead code: the class file may have no method for it. */
  private final boolean isLeftOut;

  private boolean isDead;
  private boolean hasDeadCode;

  /** The number of lambdas and class bodies around the current tree, inside the lambda. */
  private int nested;

  private LambdaScan(
      LambdaExpressionTree lambda,
      Source source,
      Operators operators,
      Suspensions suspensions,
      LocalClasses localClasses,
      JvmTypes jvm) {
    this.source = source;
    this.operators = operators;
    this.suspensions = suspensions;
    this.localClasses = localClasses;
    this.jvm = jvm;
    this.deadCode = new DeadCode(source);
    this.isLeftOut = deadCode.isIn(source.path(lambda));
  }

  public static LambdaScan of(
      LambdaExpressionTree lambda,
      Source source,
      Operators operators,
      Suspensions suspensions,
      LocalClasses localClasses,
      JvmTypes jvm) {
    LambdaScan scan = new LambdaScan(lambda, source, operators, suspensions, localClasses, jvm);
    scan.scan(lambda.getParameters(), null);
    scan.scan(lambda.getBody(), null);
    return scan;
  }

  /**
   * The variables that it captures, in the order of their first use, in which javac passes them.
   * Excludes constants, which need not be captured, and variables that only dead code names.
   */
  public List<VariableElement> captures() {
    return new ArrayList<>(captures);
  }

  /** Constants of the code around it. */
  public List<VariableElement> constants() {
    return new ArrayList<>(constants);
  }

  /**
   * The variables that it would capture if dead code counted, in the order of their first use. Some
   * versions of javac, such as that of JDK 25, remove dead code before they determine the captures
   * of a lambda; others do not.
   */
  public List<VariableElement> named() {
    return new ArrayList<>(named);
  }

  /** Variables that only dead code names. */
  public List<VariableElement> dead() {
    List<VariableElement> dead = named();
    dead.removeAll(captures);
    return dead;
  }

  /** Whether any of its code is dead. */
  public boolean hasDeadCode() {
    return hasDeadCode;
  }

  /**
   * Its calls that the class file has, so none in dead code. It includes calls that only share the
   * name of a suspending call.
   */
  public List<Call> calls() {
    return calls;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    if (element != null) {
      declared.add(element);
    }
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    if (element instanceof VariableElement variable
        && !element.getKind().isField()
        && !isReceiver(tree)) {
      add(variable);
    }
    return null;
  }

  private void add(VariableElement variable) {
    if (declared.contains(variable)) {
      return;
    }
    if (variable.getConstantValue() != null) {
      constants.add(variable);
      return;
    }
    named.add(variable);
    if (!isDead) {
      captures.add(variable);
    }
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    boolean wasDead = isDead;
    if (tree != null && deadCode.isLeftOut(tree)) {
      isDead = true;
      hasDeadCode = true;
    }
    super.scan(tree, null);
    isDead = wasDead;
    return null;
  }

  /**
   * A lambda that creates an instance of a local class must have the variables that the instance
   * keeps.
   */
  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    super.visitNewClass(tree, null);
    Element created =
        tree.getClassBody() == null
            ? typeOf(tree.getIdentifier())
            : source.element(tree.getClassBody());
    if (created instanceof TypeElement type && Lifted.isInLifted(type)) {
      localClasses.capturedBy(type).forEach(this::add);
    }
    return null;
  }

  private @Nullable Element typeOf(Tree named) {
    return source.typeOrNull(named) instanceof DeclaredType type ? type.asElement() : null;
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    super.visitMemberReference(tree, null);
    if (tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
        && typeOf(tree.getQualifierExpression()) instanceof TypeElement type
        && Lifted.isInLifted(type)) {
      localClasses.capturedBy(type).forEach(this::add);
    }
    return null;
  }

  private static boolean isReceiver(IdentifierTree tree) {
    return tree.getName().contentEquals("this") || tree.getName().contentEquals("super");
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    nested++;
    super.visitClass(tree, null);
    nested--;
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    nested++;
    super.visitLambdaExpression(tree, null);
    nested--;
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    if (isInMethod() && element instanceof ExecutableElement method) {
      calls.add(
          new Call(
              method.getSimpleName() + jvm.descriptor(method),
              source.lineOfCall(tree),
              operators.of(method) != null));
    }
    return super.visitMethodInvocation(tree, null);
  }

  /** Whether the code of the current tree is in the method that javac makes of the lambda. */
  private boolean isInMethod() {
    return nested == 0 && !isDead && !isLeftOut;
  }

  /**
   * javac closes resources, including those whose close is awaited; only javac decides on which
   * line.
   */
  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    if (isInMethod() && !tree.getResources().isEmpty()) {
      calls.add(new Call("close()V", 0, suspensions.isSuspension(tree)));
    }
    return super.visitTry(tree, null);
  }
}
