package dev.suspendable.processor.find;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.OwnCode;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.RuntimeTypes;
import dev.suspendable.processor.types.Visibility;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Determines which coroutines have a direct form, and which of them may be called through it. Those
 * of the top-level class being compiled are called directly: caller and callee are in one file, so
 * a caller cannot depend on an outdated form of the coroutine. Those of other files are linked at
 * run time ({@code dev.suspendable.abi.DirectLink}).
 */
public final class DirectForms {
  /**
   * A body larger than this, in bytes of byte code as estimated, gets no direct form. A direct form
   * cannot be split as a state machine can, and must stay below the 8,000 bytes that HotSpot
   * compiles.
   */
  private static final int LARGEST_BODY = 6_500;

  /**
   * The size of a call in a direct form, with the test after it, in addition to half a byte per
   * character.
   */
  private static final int CALL = 14;

  /** The size of a label, which may be a string: finding a hash, and a call of equals. */
  private static final int LABEL = 34;

  private final Trees trees;
  private final Types types;
  private final Elements elements;
  private final Operators operators;
  private final Elsewhere elsewhere;
  private final RuntimeTypes runtime;
  private final Visibility visibility;
  private final Map<ExecutableElement, Coroutine> coroutines = new LinkedHashMap<>();
  private final Map<ExecutableElement, Optional<DirectForm>> known = new HashMap<>();

  private record Coroutine(TreePath path, CoroutineType type) {}

  /**
   * A direct form.
   *
   * @param result the type that it returns: the type of the coroutine's value, or its primitive
   *     type if no return can make the value null
   * @param isCallable whether a call of the method can only refer to this method
   */
  public record DirectForm(TypeMirror result, boolean isCallable) {}

  /** Provides information about coroutines in other files. */
  public interface Elsewhere {
    /** How the result of a coroutine is created; empty for a method that is not a coroutine. */
    Optional<CoroutineType> find(ExecutableElement method);
  }

  public DirectForms(Javac javac, Operators operators, Elsewhere elsewhere) {
    this.trees = javac.trees();
    this.types = javac.types();
    this.elements = javac.elements();
    this.operators = operators;
    this.elsewhere = elsewhere;
    this.runtime = new RuntimeTypes(types, elements);
    this.visibility = new Visibility(types, elements);
  }

  /** Registers a coroutine whose declaration has been checked. */
  public void add(ExecutableElement method, TreePath path, CoroutineType type) {
    coroutines.put(method, new Coroutine(path, type));
  }

  /** The direct form of a coroutine; null if it has none, or is not a coroutine of this class. */
  public @Nullable DirectForm of(@Nullable Element method) {
    return method instanceof ExecutableElement executable && coroutines.containsKey(executable)
        ? known.computeIfAbsent(executable, this::find).orElse(null)
        : null;
  }

  /**
   * Whether a method is a coroutine of another file whose call can be linked to its direct form, if
   * it turns out to have one.
   *
   * @param from the class that calls it
   */
  public boolean isLinkable(ExecutableElement method, TypeElement from) {
    TypeElement host = Declarations.classOf(method);
    return !Declarations.outermost(host).equals(Declarations.outermost(from))
        && isCallable(method)
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && JvmTypes.slots(method.getParameters().stream().map(VariableElement::asType))
            <= JvmTypes.MOST_ARGUMENTS
        && (isStatic(method) || host.getTypeParameters().isEmpty())
        && visibility.isSeenBy(from, method)
        && elsewhere.find(method).filter(type -> type.promise().allowsDirectForm()).isPresent();
  }

  /** Whether both have a direct form and the same promise, so that one may complete the other. */
  public boolean isOfSameKind(@Nullable ExecutableElement one, @Nullable Element other) {
    if (one == null || of(one) == null || other == null || of(other) == null) {
      return false;
    }
    return promiseOf(one).equals(promiseOf((ExecutableElement) other));
  }

  private TypeElement promiseOf(ExecutableElement method) {
    Coroutine coroutine = coroutines.get(method);
    if (coroutine == null) {
      throw new IllegalArgumentException(method.toString());
    }
    return coroutine.type.promise().element();
  }

  private Optional<DirectForm> find(ExecutableElement method) {
    Coroutine coroutine = coroutines.get(method);
    if (coroutine == null
        || !coroutine.type.promise().allowsDirectForm()
        || JvmTypes.slots(method.getParameters().stream().map(VariableElement::asType))
            > JvmTypes.MOST_ARGUMENTS
        || !isSuitable(coroutine.path)) {
      return Optional.empty();
    }
    TypeMirror value = valueType(coroutine.type.type());
    if (value == null) {
      return Optional.empty();
    }
    TypeMirror primitive = unboxed(value);
    boolean isPrimitive =
        primitive != null
            && keepsPrimitives(coroutine.type.promise().element())
            && new Returns(method, coroutine, primitive).areAllPrimitive();
    return Optional.of(
        new DirectForm(isPrimitive && primitive != null ? primitive : value, isCallable(method)));
  }

  private boolean isSuitable(TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    SourcePositions positions = trees.getSourcePositions();
    long characters =
        positions.getEndPosition(path.getCompilationUnit(), tree.getBody())
            - positions.getStartPosition(path.getCompilationUnit(), tree.getBody());
    int[] more = {0};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void unused) {
        more[0] += CALL;
        return super.visitMethodInvocation(call, null);
      }

      @Override
      public @Nullable Void visitCase(CaseTree label, @Nullable Void unused) {
        more[0] += LABEL * Math.max(1, Cases.labels(label).size());
        return super.visitCase(label, null);
      }

      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        return null;
      }
    }.scan(tree.getBody(), null);
    return characters / 2 + more[0] <= LARGEST_BODY;
  }

  private @Nullable TypeMirror valueType(DeclaredType type) {
    TypeMirror argument = runtime.resultOfAwaitable(type);
    if (argument instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound();
    }
    return argument;
  }

  /** Whether the promise supports results that stay in a field of the frame. */
  private boolean keepsPrimitives(TypeElement promise) {
    return ElementFilter.methodsIn(elements.getAllMembers(promise)).stream()
        .anyMatch(method -> method.getSimpleName().contentEquals("returnUnboxed"));
  }

  private @Nullable TypeMirror unboxed(TypeMirror type) {
    try {
      return types.unboxedType(type);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isCallable(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    // A caller does not know the variables that the instance of a local class has captured.
    return !method.isVarArgs()
        && !Lifted.isInLifted(Declarations.classOf(method))
        && method.getTypeParameters().isEmpty()
        && (isStatic(method)
            || modifiers.contains(Modifier.PRIVATE)
            || modifiers.contains(Modifier.FINAL)
            || Declarations.classOf(method).getModifiers().contains(Modifier.FINAL));
  }

  private static boolean isStatic(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC);
  }

  /** Examines the values that a coroutine's returns complete it with. */
  private final class Returns extends OwnCode {
    private final ExecutableElement method;
    private final Tree body;
    private final TypeMirror primitive;
    private final Source source;
    private final Suspensions suspensions;
    private boolean allPrimitive = true;

    Returns(ExecutableElement method, Coroutine coroutine, TypeMirror primitive) {
      this.method = method;
      this.body = ((MethodTree) coroutine.path.getLeaf()).getBody();
      this.primitive = primitive;
      this.source = new Source(trees, coroutine.path);
      this.suspensions = new Suspensions(source, operators, coroutine.type, runtime);
    }

    boolean areAllPrimitive() {
      scan(body, null);
      return allPrimitive;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      allPrimitive &= tree.getExpression() != null && isPrimitive(tree.getExpression());
      return null;
    }

    private boolean isPrimitive(ExpressionTree value) {
      ExpressionTree tree = TreeForms.skipCasts(value);
      if (tree instanceof ConditionalExpressionTree choice) {
        return isPrimitive(choice.getTrueExpression()) && isPrimitive(choice.getFalseExpression());
      }
      if (!(tree instanceof MethodInvocationTree call)) {
        return false;
      }
      if (method.equals(source.element(call))) {
        return true; // as primitive as the other returns
      }
      if (!suspensions.isCoReturn(call) || call.getArguments().size() != 1) {
        return false;
      }
      TypeMirror type = source.type(call.getArguments().get(0));
      return type.getKind().isPrimitive()
          && type.getKind() != TypeKind.VOID
          && types.isSameType(type, primitive);
    }
  }
}
