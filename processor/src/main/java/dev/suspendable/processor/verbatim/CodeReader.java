package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
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
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.find.LambdaParameters;
import dev.suspendable.processor.find.Lambdas;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.JumpTargets;
import dev.suspendable.processor.source.QualifiedCreation;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.FunctionalInterfaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Copies a tree as verbatim text: each name that means something else in the frame class is
 * replaced, all other characters remain as the user wrote them.
 *
 * <p>Long because one visitor must know every tree that rebinding, captures or jumps concern.
 */
public final class CodeReader extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final BodyContext context;
  private final Source source;
  private final JumpReader jumps;
  private final Names names;
  private final List<Edit> edits = new ArrayList<>();
  private final Tree root;

  /** The tree from which the whole code is made; differs from the root for a nested piece. */
  private final Tree whole;

  private final Map<Tree, Code.Hole> holes;

  /**
   * The number of lambdas around the current tree. They capture the frame's variables that they
   * name.
   */
  private int nested;

  /**
   * Whether the current tree is in a guard, which may only name variables that a lambda may name.
   */
  private boolean isGuard;

  /** The ends of declarations whose modifiers and type have been read, by their starts. */
  private final Map<Integer, Integer> declarations = new HashMap<>();

  private record Edit(int start, int end, Code code) {}

  private CodeReader(
      BodyContext context,
      JumpReader jumps,
      Tree root,
      Tree whole,
      Map<Tree, Code.Hole> holes,
      int nested) {
    this.context = context;
    this.source = context.source;
    this.jumps = jumps;
    this.names = new Names(context);
    this.root = root;
    this.whole = whole;
    this.holes = holes;
    this.nested = nested;
  }

  /** The tree as code. */
  public static Code read(BodyContext context, JumpReader jumps, Tree tree) {
    return read(context, jumps, tree, new IdentityHashMap<>());
  }

  /** The tree as code with holes instead of some subtrees. */
  public static Code read(
      BodyContext context, JumpReader jumps, Tree tree, Map<Tree, Code.Hole> holes) {
    CodeReader reader = new CodeReader(context, jumps, tree, tree, holes, 0);
    return reader.run();
  }

  private Code run() {
    isGuard |= Cases.isGuard(source, root) && !context.facts.suspends(root);
    scan(root, null);
    return assemble(source.start(root), source.end(root));
  }

  /** The text between two offsets of the tree scanned so far. */
  private Code assemble(int start, int end) {
    edits.sort(Comparator.comparingInt(Edit::start));
    TextCarrier carrier = new TextCarrier(source, start, end);
    int at = start;
    for (Edit edit : edits) {
      if (edit.start < at) {
        throw source.refuse(Diagnostic.INTERNAL, root, "overlapping edits");
      }
      carrier.text(at, edit.start);
      carrier.code(edit.code, edit.start, edit.end, end);
      at = edit.end;
    }
    carrier.text(at, end);
    return carrier.toCode();
  }

  private void edit(Tree tree, Object... parts) {
    edits.add(new Edit(source.start(tree), source.end(tree), Code.of(parts)));
  }

  private void editLastWord(Tree tree, Object replacement) {
    int end = source.end(tree);
    edits.add(new Edit(source.words().startOfWord(end), end, Code.of(replacement)));
  }

  private void insert(int at, Code code) {
    if (!code.isEmpty()) {
      edits.add(new Edit(at, at, code));
    }
  }

  private Code sub(Tree tree) {
    CodeReader reader = new CodeReader(context, jumps, tree, whole, holes, nested);
    reader.isGuard = isGuard;
    return reader.run();
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null || !source.isWritten(tree)) {
      return null;
    }
    Code.Hole hole = holes.get(tree);
    if (hole != null) {
      edit(tree, hole);
      return null;
    }
    return super.scan(tree, null);
  }

  // Names.

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    identifier(tree, Access.READ);
    return null;
  }

  private void identifier(IdentifierTree tree, Access access) {
    Element element = source.element(tree);
    if (element == null) {
      return;
    }
    String name = tree.getName().toString();
    Variable constant = names.constant(tree);
    Variable variable = constant != null ? constant : context.variable(element);
    if (variable != null) {
      edit(tree, new Code.VariableRef(variable, access, nested > 0 || isGuard));
    } else if (name.equals("this")) {
      if (context.host.equals(element.getEnclosingElement())) {
        edit(tree, context.self());
      }
    } else if (element.getKind().isClass() || element.getKind().isInterface()) {
      TypeElement type = (TypeElement) element;
      edit(tree, type(type, tree));
    } else if (names.isMember(element) && !name.equals("super")) {
      edit(tree, names.qualifier(element, tree), names.name(element));
    } else if (isVariable(element)) {
      edit(tree, new Code.LocalName(name));
    }
  }

  private static boolean isVariable(Element element) {
    return element instanceof VariableElement && !element.getKind().isField();
  }

  /**
   * Names a class. One that the user has written without type arguments may have some in the frame.
   */
  private Code.Piece type(TypeElement type, Tree named) {
    return isGeneric(type) && isTypeUse(named)
        ? new Code.TypeRef(type.asType())
        : new Code.ClassRef(type);
  }

  private static boolean isGeneric(TypeElement type) {
    return type.getTypeParameters().isEmpty() && Lifted.isGeneric(type);
  }

  /**
   * Whether a class is named as the type of something, not in a member access, a test or an array.
   */
  private boolean isTypeUse(Tree named) {
    Tree child = named;
    Tree parent = source.parent(child);
    while (parent instanceof ArrayTypeTree || parent instanceof AnnotatedTypeTree) {
      child = parent;
      parent = source.parent(child);
    }
    if (parent instanceof VariableTree variable) {
      Element element = source.element(variable);
      return element == null
          || element.getKind() != ElementKind.BINDING_VARIABLE
          || (child == named && isSafeTest(variable));
    }
    return parent instanceof TypeCastTree
        || parent instanceof ParameterizedTypeTree
        || parent instanceof WildcardTree
        || (parent instanceof MethodInvocationTree call && call.getTypeArguments().contains(child));
  }

  /** Whether the type of a tested value determines the type arguments of a lifted class. */
  private boolean isSafeTest(VariableTree binding) {
    Tree pattern = source.parent(binding);
    return pattern != null
        && source.parent(pattern) instanceof InstanceOfTree test
        && source.type(test.getExpression()) instanceof DeclaredType tested
        && source.element(binding.getType()) instanceof TypeElement type
        && Lifted.typeParameters((TypeElement) tested.asElement())
            .containsAll(Lifted.typeParameters(type));
  }

  /** Whether the variable that a pattern binds has a type that the pattern cannot express. */
  private boolean isGenericBinding(Element binding) {
    return binding.asType() instanceof DeclaredType type
        && type.asElement() instanceof TypeElement element
        && isGeneric(element);
  }

  /** {@code Local<String>} is {@code Host$1Local<T, String>}. */
  @Override
  public @Nullable Void visitParameterizedType(ParameterizedTypeTree tree, @Nullable Void unused) {
    if (source.element(tree.getType()) instanceof TypeElement type
        && !tree.getTypeArguments().isEmpty()) {
      if (Lifted.isInner(type) && Lifted.isGeneric(type)) {
        // Its enclosing class has type arguments that the user could not write.
        edit(tree, new Code.TypeRef(source.type(tree)));
        return null;
      }
      int at = source.start(tree.getTypeArguments().get(0));
      for (TypeParameterElement parameter : Lifted.typeParameters(type)) {
        insert(at, Code.of(new Code.TypeRef(parameter.asType()), ", "));
      }
    }
    return super.visitParameterizedType(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    String name = tree.getIdentifier().toString();
    if (name.equals("this")) {
      Element type = source.element(tree.getExpression());
      if (type instanceof TypeElement outer) {
        edit(tree, names.instance(outer, tree));
      }
      return null;
    }
    Element element = source.element(tree);
    if (element instanceof TypeElement type && isPackage(tree.getExpression())) {
      // The root of a package's name might mean something else, so the name of a class is imported.
      edit(tree, new Code.ClassRef(type));
      return null;
    }
    Variable constant = names.constant(tree);
    if (constant != null) {
      edit(tree, new Code.VariableRef(constant, Access.READ, false));
      return null;
    }
    TypeElement superOf = names.superQualifier(tree.getExpression());
    if (superOf != null && element != null) {
      edit(tree, names.superMember(element, tree.getExpression(), superOf, tree));
      return null;
    }
    if (element instanceof TypeElement type && isGeneric(type)) {
      edit(tree, type(type, tree));
      return null;
    }
    if (element != null && isNamedByClass(element, tree.getExpression())) {
      TypeElement site = names.siteOfProtectedStatic(element);
      TypeElement named = (TypeElement) source.element(tree.getExpression());
      if (site != null && named != null) {
        edit(tree, new Code.ClassRef(site), ".", names.protectedStatic(element, site, named));
        return null;
      }
    }
    if (element != null && names.isMember(element)) {
      showProtected(element, tree.getExpression());
      editLastWord(tree, names.name(element));
    }
    return scan(tree.getExpression(), null);
  }

  private boolean isNamedByClass(Element member, ExpressionTree qualifier) {
    return names.isMember(member) && source.element(qualifier) instanceof TypeElement;
  }

  private void showProtected(Element member, ExpressionTree qualifier) {
    TypeMirror asSite = names.showProtected(member, source.typeOrNull(qualifier));
    if (asSite != null) {
      insert(source.start(qualifier), Code.of("((", new Code.TypeRef(asSite), ") "));
      insert(source.end(qualifier), Code.of(")"));
    }
  }

  /**
   * Whether a qualifier is a package, without an annotation after it as in {@code java.util.@A
   * List}.
   */
  private boolean isPackage(ExpressionTree qualifier) {
    Tree type = source.parent(qualifier);
    return source.element(qualifier) instanceof PackageElement
        && !(type != null && source.parent(type) instanceof AnnotatedTypeTree);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    Element element = source.element(tree);
    TypeElement superOf = names.superQualifier(tree.getQualifierExpression());
    if (superOf != null && element != null) {
      edit(tree.getQualifierExpression(), names.instance(superOf, tree));
      scan(tree.getTypeArguments(), null);
      editLastWord(tree, names.ofSuper(element, tree.getQualifierExpression(), superOf));
      return null;
    }
    if (element instanceof ExecutableElement constructor
        && tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
        && constructorReference(tree, constructor)) {
      return null;
    }
    if (element instanceof ExecutableElement method
        && tree.getMode() == MemberReferenceTree.ReferenceMode.INVOKE
        && names.isOfHiddenClass(method)) {
      referenceAsLambda(tree, method);
      return null;
    }
    if (element != null && names.isMember(element)) {
      protectedReference(tree, element);
    } else {
      scan(tree.getQualifierExpression(), null);
    }
    return scan(tree.getTypeArguments(), null);
  }

  /**
   * Writes a method reference as a lambda if a class inherits the method from one that the host may
   * not name. Otherwise the JVM would look for the class that declares it. javac does the same for
   * the user's code, but in the frame's view that class is public.
   */
  private void referenceAsLambda(MemberReferenceTree tree, ExecutableElement method) {
    FunctionalInterfaces.Function function =
        new FunctionalInterfaces(context.types, context.elements).of(source.type(tree));
    if (function == null) {
      throw new Refusal();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < function.type().getParameterTypes().size(); i++) {
      parameters.add(names.fresh("argument" + (i + 1)));
    }
    ExpressionTree qualifier = tree.getQualifierExpression();
    TypeElement named =
        source.element(TreeForms.withoutArguments(qualifier)) instanceof TypeElement type
            ? type
            : null;
    boolean isOfType = named != null;
    boolean isUnbound = isOfType && !method.getModifiers().contains(Modifier.STATIC);
    if (!isOfType && !isFixed(qualifier)) {
      throw source.refuse(
          Diagnostic.NOT_SUPPORTED,
          tree,
          "a reference to a method of a class that is not public, of a value",
          "assign the value to a local variable first");
    }
    TypeElement site = names.siteOfProtectedStatic(method);
    TypeMirror asSite =
        site != null
            ? null
            : names.showProtected(
                method,
                isUnbound
                    ? function.type().getParameterTypes().get(0)
                    : source.typeOrNull(qualifier));
    nested++;
    Code receiver =
        site != null
            ? Code.of(new Code.ClassRef(site))
            : isUnbound ? Code.of(parameters.get(0)) : sub(qualifier);
    nested--;
    edit(
        tree,
        "(" + String.join(", ", parameters) + ") -> ",
        asSite == null ? receiver : Code.of("((", new Code.TypeRef(asSite), ") ", receiver, ")"),
        ".",
        typeArguments(tree.getTypeArguments()),
        site == null || named == null
            ? Code.of(names.name(method))
            : names.protectedStatic(method, site, named),
        "(" + String.join(", ", parameters.subList(isUnbound ? 1 : 0, parameters.size())) + ")");
  }

  /** Whether an expression is a variable that does not change, or the receiver. */
  private boolean isFixed(ExpressionTree expression) {
    if (!(TreeForms.skipParentheses(expression) instanceof IdentifierTree identifier)) {
      return false;
    }
    Element element = source.element(identifier);
    return identifier.getName().contentEquals("this")
        || (element != null && isVariable(element) && context.facts.isEffectivelyFinal(element));
  }

  /** Writes the qualifier of a method reference, and the method's name if it has another one. */
  private void protectedReference(MemberReferenceTree tree, Element method) {
    ExpressionTree qualifier = tree.getQualifierExpression();
    if (!(source.element(TreeForms.withoutArguments(qualifier)) instanceof TypeElement named)) {
      showProtected(method, qualifier);
      scan(qualifier, null);
      return;
    }
    TypeElement site = names.siteOfProtectedStatic(method);
    TypeMirror asSite =
        site == null ? names.showProtected(method, source.typeOrNull(qualifier)) : null;
    if (site != null) {
      edit(qualifier, new Code.ClassRef(site));
      editLastWord(tree, names.protectedStatic(method, site, named));
    } else if (asSite != null) {
      edit(qualifier, new Code.TypeRef(asSite));
    } else {
      scan(qualifier, null);
    }
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    TypeElement ofFactory = names.createdByFactory(tree);
    if (ofFactory != null) {
      creation(tree, ofFactory);
      return null;
    }
    TypeElement created = names.createdClass(tree);
    Code outer =
        created == null || tree.getEnclosingExpression() != null
            ? Code.EMPTY
            : names.implicitOuter(created, tree);
    scan(tree.getEnclosingExpression(), null);
    if (outer.isEmpty() || created == null) {
      if (tree.getEnclosingExpression() == null) {
        scan(tree.getIdentifier(), null);
      } else {
        scanTypeArguments(tree.getIdentifier());
      }
    } else {
      insert(source.start(tree), Code.of(outer, "."));
      Tree named = TreeForms.withoutArguments(tree.getIdentifier());
      edit(named, created.getSimpleName().toString());
      scanTypeArguments(tree.getIdentifier());
    }
    scan(tree.getTypeArguments(), null);
    scan(tree.getArguments(), null);
    return null;
  }

  /**
   * {@code new Local(a)} is {@code Host$1Local.new$(self, captured, a)}, and so is {@code new
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
        names.creation(
            type,
            constructor,
            (DeclaredType) source.type(tree),
            !showsInitialisation(tree, arguments),
            written == null || isAnonymous ? names.outerOf(type, tree) : outer(written),
            this::captured,
            !arguments.isEmpty() || !argument.isEmpty());
    if (!argument.isEmpty()) {
      call = Code.of(call, argument, arguments.isEmpty() ? "" : ", ");
    }
    edits.add(new Edit(source.start(tree), open + 1, call));
    scan(arguments, null);
    int last = arguments.isEmpty() ? open + 1 : source.end(arguments.get(arguments.size() - 1));
    int close = source.words().skipBlanks(last) + 1;
    edits.add(new Edit(close, source.end(tree), Code.EMPTY));
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
        || (expression instanceof IdentifierTree && isFixed(expression)));
  }

  private Code outer(ExpressionTree written) {
    return holes.containsKey(written)
        ? sub(written)
        : Code.of(new Code.RuntimeClass(Objects.class), ".requireNonNull(", sub(written), ")");
  }

  private Code captured(Element element) {
    Variable variable = context.variable(element);
    return variable == null
        ? Code.of(new Code.LocalName(element.getSimpleName().toString()))
        : Code.of(new Code.VariableRef(variable, Access.READ, nested > 0 || isGuard));
  }

  /**
   * Writes {@code Local::new} and {@code Inner::new} as lambdas. Returns whether the tree is one of
   * these.
   */
  private boolean constructorReference(MemberReferenceTree tree, ExecutableElement constructor) {
    TypeElement type = Declarations.classOf(constructor);
    Code outer = names.outerOf(type, tree);
    if (!names.needsFactory(type) && outer.isEmpty()) {
      return false;
    }
    FunctionalInterfaces.Function function =
        new FunctionalInterfaces(context.types, context.elements).of(source.type(tree));
    if (function == null) {
      throw new Refusal();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < function.type().getParameterTypes().size(); i++) {
      parameters.add(names.fresh("argument" + (i + 1)));
    }
    String list = String.join(", ", parameters);
    nested++;
    Code call =
        names.needsFactory(type)
            ? names.creation(
                type,
                constructor,
                (DeclaredType) source.type(tree.getQualifierExpression()),
                true,
                outer,
                this::captured,
                !parameters.isEmpty())
            : Code.of(
                outer,
                ".new ",
                typeArguments(tree.getTypeArguments()),
                type.getSimpleName().toString(),
                typeArgumentsOf(tree.getQualifierExpression(), type),
                "(");
    nested--;
    edit(tree, "(" + list + ") -> ", call, list + ")");
    return true;
  }

  /** The type arguments of the class in a constructor reference, inferred if there are none. */
  private Code typeArgumentsOf(ExpressionTree qualifier, TypeElement type) {
    if (qualifier instanceof ParameterizedTypeTree parameterized) {
      return typeArguments(parameterized.getTypeArguments());
    }
    return Code.of(type.getTypeParameters().isEmpty() ? "" : "<>");
  }

  private Code typeArguments(@Nullable List<? extends Tree> arguments) {
    Code code = Code.EMPTY;
    for (Tree argument : arguments == null ? List.<Tree>of() : arguments) {
      code = Code.of(code.isEmpty() ? Code.of("<") : Code.of(code, ", "), sub(argument));
    }
    return code.isEmpty() ? code : Code.of(code, ">");
  }

  private void scanTypeArguments(Tree identifier) {
    if (identifier instanceof ParameterizedTypeTree parameterized) {
      scan(parameterized.getTypeArguments(), null);
    }
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    scan(tree.getAnnotationType(), null);
    for (ExpressionTree argument : tree.getArguments()) {
      // To the left of the equals sign is a name of the annotation's, not of the host's.
      scan(argument instanceof AssignmentTree named ? named.getExpression() : argument, null);
    }
    return null;
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
    boolean before = isGuard;
    isGuard = true;
    scan(Cases.guard(tree), null);
    isGuard = before;
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
    if (nested == 0
        && pattern != null
        && Patterns.bindings(source, pattern).stream()
            .anyMatch(
                binding ->
                    context.facts.isUsedOutside(binding, whole) || isGenericBinding(binding))) {
      List<Variable> bindings = Patterns.declare(context, pattern);
      edit(tree, new Code.TypeTest(sub(tree.getExpression()), sub(pattern), bindings));
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
    // The b of `int a, b` has the very same type tree.
    Integer before = declarations.put(source.start(tree), source.end(tree));
    if (variable == null) {
      rename(tree, before);
    } else if (nested == 0
        && element != null
        && element.getKind() == ElementKind.BINDING_VARIABLE) {
      editLastWord(tree, new Code.VariableRef(variable, Access.WRITE, false));
    }
    return before == null ? super.visitVariable(tree, null) : scan(tree.getInitializer(), null);
  }

  /**
   * Marks the name in a declaration as replaceable.
   *
   * @param before the end of the declaration that shares its type, or null
   */
  private void rename(VariableTree tree, @Nullable Integer before) {
    if (tree.getName().isEmpty() || !source.isWritten(tree)) {
      return;
    }
    Tree type = component(tree.getType());
    int from = source.start(tree);
    if (before != null) {
      from = before;
    } else if (type != null && source.isWritten(type)) {
      from = source.end(type);
    } else if (source.isWritten(tree.getModifiers())) {
      from = source.end(tree.getModifiers());
    }
    int start = source.words().startOfName(from, before == null && !source.isWritten(type));
    edits.add(
        new Edit(
            start,
            source.words().endOfWord(start),
            Code.of(new Code.LocalName(tree.getName().toString()))));
  }

  /** The type tree before the name of an array, also in {@code int x[]}. */
  private static @Nullable Tree component(@Nullable Tree type) {
    Tree t = type;
    while (true) {
      if (t instanceof ArrayTypeTree array) {
        t = array.getType();
      } else if (t instanceof AnnotatedTypeTree annotated
          && annotated.getUnderlyingType() instanceof ArrayTypeTree array) {
        t = array;
      } else {
        return t;
      }
    }
  }

  /**
   * Visits a try. A variable named as a resource must be effectively final, like a captured one.
   */
  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    for (Tree resource : tree.getResources()) {
      if (resource instanceof IdentifierTree) {
        nested++;
        scan(resource, null);
        nested--;
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
    nested++;
    if (coroutine == null) {
      super.visitLambdaExpression(tree, null);
    } else {
      coroutine(tree, coroutine);
    }
    nested--;
    return null;
  }

  /** {@code x -> Frame.ramp(self, captured, x)}. */
  private void coroutine(LambdaExpressionTree tree, Lambdas.Lambda lambda) {
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
        edits.add(new Edit(end - 1, end, Code.of(names.get(i))));
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
    edit(tree.getBody(), call);
  }

  private static Code argument(Code before, Code argument) {
    return before.isEmpty() ? argument : Code.of(before, ", ", argument);
  }

  /** A local class stays in the host. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    edit(tree);
    return null;
  }

  // Statements that leave the verbatim text, and assert, which reads the host's setting.

  private boolean leave(Tree tree) {
    if (nested > 0) {
      return false;
    }
    Tree target = JumpTargets.target(source, tree);
    if (target != null && isInside(target)) {
      return false;
    }
    edit(tree, new Code.Leave(jumps.read(tree)));
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

  @Override
  public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
    Code detail = tree.getDetail() == null ? Code.EMPTY : sub(tree.getDetail());
    edit(
        tree,
        "{ if (",
        names.assertionStatus(),
        " && !(",
        sub(tree.getCondition()),
        ")) throw new ",
        new Code.RuntimeClass(AssertionError.class),
        "(",
        detail,
        "); }");
    return null;
  }
}
