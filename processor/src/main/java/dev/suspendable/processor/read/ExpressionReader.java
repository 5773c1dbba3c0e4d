package dev.suspendable.processor.read;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.source.Constants;
import dev.suspendable.processor.source.QualifiedCreation;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.Initialisers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions. An expression without a suspension is text. If it contains a suspension, its
 * operands are read separately, in the order of their evaluation (JLS 15.7), and the rest remains a
 * template.
 */
final class ExpressionReader {
  private final MethodContext context;
  private final Source source;
  private final StatementReader statements;
  private final SuspensionReader suspensions;
  private final Initialisers initialisers;
  private final Places places;

  ExpressionReader(MethodContext context, StatementReader statements) {
    this.context = context;
    this.source = context.source;
    this.statements = statements;
    this.suspensions = new SuspensionReader(context, this);
    this.initialisers = new Initialisers(source, context.types, context.host);
    this.places =
        new Places(
            source,
            context.types,
            context.denotable,
            context.functions,
            context.typeElement("java.lang.Object").asType());
  }

  Expr read(ExpressionTree tree) {
    if (!context.facts.suspends(tree)) {
      Code code = statements.code(tree);
      boolean isStable = isStable(tree);
      return placed(tree, type -> new Expr.Plain(code, type, isStable));
    }
    if (tree instanceof ParenthesizedTree parenthesized) {
      Expr inner = read(parenthesized.getExpression());
      return inner instanceof Expr.Strict
          ? new Expr.Strict(Code.of("(", new Code.Hole(0, true), ")"), List.of(inner), inner.type())
          : inner;
    }
    if (tree instanceof MethodInvocationTree call) {
      Expr suspension = suspensions.read(call);
      return suspension != null ? suspension : strict(tree, callOperands(call));
    }
    if (tree instanceof NewClassTree creation) {
      Expr read = strict(tree, creationOperands(creation));
      TypeElement initialised = initialisers.of(creation);
      return initialised == null ? read : new Expr.Initialising(initialised, read);
    }
    if (tree instanceof NewArrayTree array) {
      return strict(tree, arrayOperands(array));
    }
    if (tree instanceof BinaryTree binary) {
      return binary(binary);
    }
    if (tree instanceof UnaryTree unary) {
      return unary(unary);
    }
    if (tree instanceof AssignmentTree assignment) {
      List<ExpressionTree> operands = placeOperands(assignment.getVariable());
      operands.add(assignment.getExpression());
      return strict(tree, operands);
    }
    if (tree instanceof CompoundAssignmentTree assignment) {
      return compound(assignment);
    }
    if (tree instanceof ConditionalExpressionTree conditional) {
      return conditional(conditional);
    }
    if (tree instanceof TypeCastTree cast) {
      return strict(tree, List.of(cast.getExpression()));
    }
    if (tree instanceof InstanceOfTree test) {
      return strict(tree, List.of(test.getExpression()));
    }
    if (tree instanceof ArrayAccessTree || tree instanceof MemberSelectTree) {
      return strict(tree, placeOperands(tree));
    }
    if (tree instanceof MemberReferenceTree reference) {
      return strict(tree, List.of(reference.getQualifierExpression()));
    }
    if (tree instanceof SwitchExpressionTree switchTree) {
      ExpressionTree selector = TreeForms.skipParentheses(switchTree.getExpression());
      return switchTree.getCases().stream().noneMatch(context.facts::suspends)
          ? withTable(selector, strict(tree, List.of(selector)))
          : statements.switches().read(switchTree);
    }
    throw source.refuse(
        Diagnostic.NOT_SUPPORTED,
        tree,
        "an expression of kind " + tree.getKind(),
        "assign the awaited value to a local variable first");
  }

  Expr readSelector(ExpressionTree selector) {
    return withTable(selector, read(selector));
  }

  /**
   * The evaluation of a switch, or of its selector. A switch over an enum may first look up the
   * index of its constants in a table, which initialises the enum.
   */
  private Expr withTable(ExpressionTree selector, Expr read) {
    return context.facts.suspends(selector)
            && source.type(selector) instanceof DeclaredType type
            && type.asElement().getKind() == ElementKind.ENUM
        ? new Expr.Initialising((TypeElement) type.asElement(), read)
        : read;
  }

  /** The initialiser of a variable of {@code type}, which may be an array in braces. */
  Expr readInitializer(ExpressionTree tree, TypeMirror type) {
    Expr read = read(tree);
    if (tree instanceof NewArrayTree array && array.getType() == null) {
      Code prefix = Code.of("new ", arrayType(type));
      return read instanceof Expr.Strict strict
          ? new Expr.Strict(Code.of(prefix, strict.template()), strict.operands(), type)
          : new Expr.Plain(Code.of(prefix, ((Expr.Plain) read).code()), type, false);
    }
    return read;
  }

  /** The type in the creation of an array, where a lifted class has no type arguments. */
  private static Code arrayType(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return Code.of(arrayType(array.getComponentType()), "[]");
    }
    return type instanceof DeclaredType declared
            && declared.getTypeArguments().isEmpty()
            && declared.asElement() instanceof TypeElement element
        ? Code.of(new Code.ClassRef(element))
        : Code.of(new Code.TypeRef(type));
  }

  /** An expression that is saved with the type that its context checks, not with its own. */
  private Expr placed(ExpressionTree tree, Function<TypeMirror, Expr> read) {
    return placed(places.of(tree, /* isUnchecked= */ false), read);
  }

  /** The same for an expression whose value may be of any class: an awaited one. */
  Expr placedAwait(ExpressionTree tree, Function<TypeMirror, Expr> read) {
    return placed(places.of(tree, /* isUnchecked= */ true), read);
  }

  private static Expr placed(Places.Place place, Function<TypeMirror, Expr> read) {
    Expr kept = read.apply(place.kept());
    return place.shown() == null ? kept : new Expr.Shown(kept, place.shown());
  }

  /** Makes {@code read} independent of its context, if its meaning depends on its target type. */
  Expr typed(ExpressionTree tree, Expr read, TypeMirror target) {
    return isPoly(tree) ? new Expr.Typed(read, target) : read;
  }

  /** Whether an expression's meaning may depend on its target type (JLS 15.2). */
  boolean isPoly(ExpressionTree expression) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    if (tree instanceof MethodInvocationTree call) {
      return source.element(call) instanceof ExecutableElement method
          && !method.getTypeParameters().isEmpty()
          && call.getTypeArguments().isEmpty();
    }
    if (tree instanceof NewClassTree creation) {
      Tree named = creation.getIdentifier();
      return named instanceof ParameterizedTypeTree type && type.getTypeArguments().isEmpty();
    }
    return tree.getKind() == Tree.Kind.NULL_LITERAL
        || tree instanceof LambdaExpressionTree
        || tree instanceof MemberReferenceTree
        || tree instanceof ConditionalExpressionTree
        || tree instanceof SwitchExpressionTree;
  }

  /** {@code tree} with holes for its operands; the rest of it remains text. */
  private Expr strict(ExpressionTree tree, List<? extends ExpressionTree> operands) {
    Map<Tree, Code.Hole> holes = new IdentityHashMap<>();
    List<Expr> read = new ArrayList<>();
    for (ExpressionTree operand : operands) {
      holes.put(operand, new Code.Hole(read.size(), isDelimited(operand)));
      read.add(operand(operand));
    }
    Code code = statements.code(tree, holes);
    return placed(tree, type -> new Expr.Strict(code, read, type));
  }

  /** An operand of a call, converted as for its parameter. */
  Expr operand(ExpressionTree tree) {
    return converted(tree, read(tree));
  }

  /** Whether any expression may replace this one without parentheses. */
  private boolean isDelimited(ExpressionTree tree) {
    Tree parent = source.parent(tree);
    if (parent instanceof MethodInvocationTree call) {
      return call.getArguments().contains(tree);
    }
    if (parent instanceof NewClassTree creation) {
      return creation.getArguments().contains(tree);
    }
    if (parent instanceof ArrayAccessTree access) {
      return access.getIndex() == tree;
    }
    if (parent instanceof AssignmentTree assignment) {
      return assignment.getExpression() == tree;
    }
    return parent instanceof ParenthesizedTree || parent instanceof NewArrayTree;
  }

  private List<ExpressionTree> callOperands(MethodInvocationTree call) {
    List<ExpressionTree> operands = new ArrayList<>();
    if (call.getMethodSelect() instanceof MemberSelectTree select
        && isValue(select.getExpression())) {
      operands.add(select.getExpression());
    }
    operands.addAll(call.getArguments());
    return operands;
  }

  /** Whether the left side of a dot is an expression that is evaluated. */
  boolean isValue(ExpressionTree tree) {
    if (tree instanceof IdentifierTree identifier
        && (identifier.getName().contentEquals("super"))) {
      return false;
    }
    if (tree instanceof MemberSelectTree select
        && (select.getIdentifier().contentEquals("super")
            || select.getIdentifier().contentEquals("class"))) {
      return false;
    }
    if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
      Element element = source.element(tree);
      return element != null
          && !(element instanceof TypeElement)
          && element.asType().getKind() != TypeKind.PACKAGE;
    }
    return tree instanceof ExpressionTree;
  }

  private List<ExpressionTree> creationOperands(NewClassTree creation) {
    List<ExpressionTree> operands = new ArrayList<>();
    ExpressionTree outer = QualifiedCreation.outer(creation, source);
    if (outer != null) {
      operands.add(outer);
    }
    operands.addAll(QualifiedCreation.arguments(creation, source));
    return operands;
  }

  private List<ExpressionTree> arrayOperands(NewArrayTree array) {
    List<ExpressionTree> operands = new ArrayList<>(array.getDimensions());
    if (array.getInitializers() != null) {
      for (ExpressionTree element : array.getInitializers()) {
        if (element instanceof NewArrayTree inner && inner.getType() == null) {
          operands.addAll(arrayOperands(inner));
        } else {
          operands.add(element);
        }
      }
    }
    return operands;
  }

  /** The operands of an expression that may be the target of an assignment. */
  private List<ExpressionTree> placeOperands(ExpressionTree place) {
    ExpressionTree tree = TreeForms.skipParentheses(place);
    List<ExpressionTree> operands = new ArrayList<>();
    if (tree instanceof ArrayAccessTree access) {
      operands.add(access.getExpression());
      operands.add(access.getIndex());
    } else if (tree instanceof MemberSelectTree select && isValue(select.getExpression())) {
      operands.add(select.getExpression());
    }
    return operands;
  }

  private Expr binary(BinaryTree tree) {
    boolean isAnd = tree.getKind() == Tree.Kind.CONDITIONAL_AND;
    if (isAnd || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      if (TreeForms.hasDeadClass(source, tree.getLeftOperand(), isAnd, tree.getRightOperand())) {
        return read(tree.getLeftOperand());
      }
      return context.facts.suspends(tree.getRightOperand())
          ? new Expr.Logical(
              isAnd, read(tree.getLeftOperand()), read(tree.getRightOperand()), source.type(tree))
          : strict(tree, List.of(tree.getLeftOperand()));
    }
    return strict(tree, List.of(tree.getLeftOperand(), tree.getRightOperand()));
  }

  /** An operand converted as for its context: javac unboxes it when it has evaluated it. */
  private Expr converted(ExpressionTree operand, Expr read) {
    if (QualifiedCreation.isOuter(operand, source)) {
      return new Expr.NonNull(read, read.type());
    }
    if (read.type().getKind().isPrimitive() || !isUnboxedByItsPlace(operand)) {
      return read;
    }
    TypeMirror unboxed = unboxedOrSame(read.type());
    return unboxed.getKind().isPrimitive() ? new Expr.Unboxed(read, unboxed) : read;
  }

  /** The primitive type of a box; any other type unchanged. */
  TypeMirror unboxedOrSame(TypeMirror type) {
    try {
      return context.types.unboxedType(context.denotable.upperBound(type));
    } catch (IllegalArgumentException e) {
      return type;
    }
  }

  static boolean isString(TypeMirror type) {
    return type.toString().equals("java.lang.String");
  }

  /** Whether an expression's value, if it is a box, is used only as a primitive value. */
  boolean isUnboxed(ExpressionTree expression) {
    ExpressionTree whole = expression;
    while (source.parent(whole) instanceof ParenthesizedTree parenthesized) {
      whole = parenthesized;
    }
    Tree parent = source.parent(whole);
    if (parent instanceof VariableTree variable) {
      return source.type(variable).getKind().isPrimitive();
    }
    if (parent instanceof TypeCastTree cast) {
      return source.type(cast).getKind().isPrimitive();
    }
    if (parent instanceof CompoundAssignmentTree assignment) {
      return assignment.getExpression() == whole && !isString(source.type(assignment));
    }
    return parent instanceof UnaryTree
        || parent instanceof IfTree
        || parent instanceof WhileLoopTree
        || parent instanceof DoWhileLoopTree
        || parent instanceof ForLoopTree
        || isUnboxedByItsPlace(whole);
  }

  private boolean isUnboxedByItsPlace(ExpressionTree operand) {
    Tree parent = source.parent(operand);
    if (parent instanceof BinaryTree binary) {
      return switch (binary.getKind()) {
        case EQUAL_TO, NOT_EQUAL_TO ->
            source.type(binary.getLeftOperand()).getKind().isPrimitive()
                || source.type(binary.getRightOperand()).getKind().isPrimitive();
        default -> !isString(source.type(binary));
      };
    }
    if (parent instanceof ArrayAccessTree access) {
      return access.getIndex() == operand;
    }
    if (parent instanceof AssignmentTree assignment) {
      return assignment.getExpression() == operand
          && source.type(assignment.getVariable()).getKind().isPrimitive();
    }
    if (parent instanceof NewArrayTree array) {
      return array.getDimensions().contains(operand)
          || (source.type(array) instanceof ArrayType type
              && type.getComponentType().getKind().isPrimitive());
    }
    List<? extends TypeMirror> parameters = List.of();
    int index = -1;
    if (parent instanceof MethodInvocationTree call) {
      index = call.getArguments().indexOf(operand);
      parameters = parametersOf(source.element(call));
    } else if (parent instanceof NewClassTree creation) {
      index = creation.getArguments().indexOf(operand);
      parameters = parametersOf(source.element(creation));
    }
    return index >= 0
        && !parameters.isEmpty()
        && isPrimitiveParameter(parameters.get(Math.min(index, parameters.size() - 1)));
  }

  /** Whether a parameter is primitive, or one of a varargs array of primitives. */
  private static boolean isPrimitiveParameter(TypeMirror type) {
    return type.getKind().isPrimitive()
        || (type instanceof ArrayType array && array.getComponentType().getKind().isPrimitive());
  }

  private static List<? extends TypeMirror> parametersOf(@Nullable Element method) {
    return method instanceof ExecutableElement executable
        ? executable.getParameters().stream().map(Element::asType).toList()
        : List.of();
  }

  private Expr unary(UnaryTree tree) {
    return switch (tree.getKind()) {
      case LOGICAL_COMPLEMENT -> new Expr.Not(read(tree.getExpression()), source.type(tree));
      case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT ->
          strict(tree, placeOperands(tree.getExpression()));
      default -> strict(tree, List.of(tree.getExpression()));
    };
  }

  private Expr conditional(ConditionalExpressionTree tree) {
    if (context.facts.suspends(tree.getTrueExpression())
        || context.facts.suspends(tree.getFalseExpression())) {
      if (TreeForms.hasDeadClass(source, tree.getCondition(), true, tree.getTrueExpression())) {
        return new Expr.Typed(read(tree.getFalseExpression()), source.type(tree));
      }
      if (TreeForms.hasDeadClass(source, tree.getCondition(), false, tree.getFalseExpression())) {
        return new Expr.Typed(read(tree.getTrueExpression()), source.type(tree));
      }
      return new Expr.Conditional(
          read(tree.getCondition()),
          read(tree.getTrueExpression()),
          read(tree.getFalseExpression()),
          context.functions.of(tree));
    }
    return strict(tree, List.of(tree.getCondition()));
  }

  private Expr compound(CompoundAssignmentTree tree) {
    List<ExpressionTree> place = placeOperands(tree.getVariable());
    if (!context.facts.suspends(tree.getExpression())) {
      return strict(tree, place);
    }
    Map<Tree, Code.Hole> holes = new IdentityHashMap<>();
    List<Expr> operands = new ArrayList<>();
    for (ExpressionTree operand : place) {
      holes.put(operand, new Code.Hole(operands.size(), isDelimited(operand)));
      operands.add(operand(operand));
    }
    TypeMirror targetType = source.type(tree.getVariable());
    String sign = sign(tree.getKind());
    return new Expr.CompoundAssignment(
        statements.code(tree.getVariable(), holes),
        operands,
        sign,
        read(tree.getExpression()),
        isString(targetType) ? targetType : unboxedOrSame(targetType),
        needsCast(targetType, source.type(tree.getExpression()), sign),
        targetType);
  }

  /**
   * Whether {@code target = target op value} needs a cast that {@code target op= value} implies.
   */
  private boolean needsCast(TypeMirror target, TypeMirror value, String operator) {
    return switch (target.getKind()) {
      case BOOLEAN, DOUBLE -> false;
      case INT -> !operator.contains("<") && !operator.contains(">") && !isIntegral(value, false);
      case LONG -> !operator.contains("<") && !operator.contains(">") && !isIntegral(value, true);
      case DECLARED -> !target.toString().equals("java.lang.String");
      default -> true;
    };
  }

  private boolean isIntegral(TypeMirror type, boolean orLong) {
    TypeKind kind = unboxedOrSame(type).getKind();
    return switch (kind) {
      case BYTE, SHORT, CHAR, INT -> true;
      case LONG -> orLong;
      default -> false;
    };
  }

  private static String sign(Tree.Kind kind) {
    return switch (kind) {
      case PLUS_ASSIGNMENT -> "+";
      case MINUS_ASSIGNMENT -> "-";
      case MULTIPLY_ASSIGNMENT -> "*";
      case DIVIDE_ASSIGNMENT -> "/";
      case REMAINDER_ASSIGNMENT -> "%";
      case AND_ASSIGNMENT -> "&";
      case OR_ASSIGNMENT -> "|";
      case XOR_ASSIGNMENT -> "^";
      case LEFT_SHIFT_ASSIGNMENT -> "<<";
      case RIGHT_SHIFT_ASSIGNMENT -> ">>";
      case UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> ">>>";
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  /** Whether a later evaluation of the expression gives the same value and has no effect. */
  private boolean isStable(ExpressionTree expression) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    if (tree instanceof LiteralTree
        || tree instanceof LambdaExpressionTree
        || new Constants(source).valueOf(tree) != null) {
      return true;
    }
    if (tree instanceof MemberReferenceTree reference) {
      return !isValue(reference.getQualifierExpression());
    }
    if (tree instanceof MemberSelectTree select) {
      return select.getIdentifier().contentEquals("class")
          || select.getIdentifier().contentEquals("this");
    }
    if (tree instanceof IdentifierTree identifier) {
      if (identifier.getName().contentEquals("this")) {
        return true;
      }
      @Nullable Element element = source.element(tree);
      return element != null && isLocal(element) && context.facts.isEffectivelyFinal(element);
    }
    return false;
  }

  private static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE ->
          true;
      default -> false;
    };
  }
}
