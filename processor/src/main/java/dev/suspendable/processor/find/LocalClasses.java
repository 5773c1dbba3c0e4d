package dev.suspendable.processor.find;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.NestType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The local and anonymous classes of a top-level class, and the variables that they capture. */
public final class LocalClasses {
  private final Trees trees;
  private final TreePath topLevel;
  private final Map<TypeElement, Set<VariableElement>> captures = new HashMap<>();
  private final Set<VariableElement> constantsOfLambdas = new HashSet<>();
  private @Nullable Map<TypeElement, TreePath> declarations;
  private @Nullable List<NestType> nestTypes;

  /** Creates the set of classes, which are found on first use. */
  public LocalClasses(Trees trees, TreePath topLevel) {
    this.trees = trees;
    this.topLevel = topLevel;
  }

  private Map<TypeElement, TreePath> declarations() {
    if (declarations == null) {
      Map<TypeElement, TreePath> found = new LinkedHashMap<>();
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        private int lambdas;

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
          if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
            found.put(type, getCurrentPath());
          }
          return super.visitClass(tree, null);
        }

        @Override
        public @Nullable Void visitLambdaExpression(
            LambdaExpressionTree tree, @Nullable Void unused) {
          lambdas++;
          super.visitLambdaExpression(tree, null);
          lambdas--;
          return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
          if (lambdas > 0
              && tree.getModifiers().getFlags().contains(Modifier.FINAL)
              && trees.getElement(getCurrentPath()) instanceof VariableElement variable
              && variable.getConstantValue() != null) {
            constantsOfLambdas.add(variable);
          }
          return super.visitVariable(tree, null);
        }
      }.scan(topLevel, null);
      declarations = found;
    }
    return declarations;
  }

  /** The classes that frames see differently from their class files. */
  public List<NestType> nestTypes(JvmTypes jvm) {
    if (nestTypes == null) {
      nestTypes =
          declarations().keySet().stream()
              .map(type -> NestType.of(type, jvm))
              .filter(NestType::isChanged)
              .toList();
    }
    return nestTypes;
  }

  /**
   * The variables around a class that its instances keep, in the order of their first use. They
   * include at least the variables that javac captures: not constants, but for those that are
   * declared in a lambda, which to javac 17 are none when it makes the class.
   */
  public Set<VariableElement> capturedBy(TypeElement type) {
    Set<VariableElement> known = captures.get(type);
    if (known == null) {
      TreePath declaration = declarations().get(type);
      captures.put(type, Set.of()); // for a class that creates instances of itself
      known = declaration == null ? Set.of() : kept(variables(declaration));
      captures.put(type, known);
    }
    return known;
  }

  private Set<VariableElement> kept(Variables variables) {
    Set<VariableElement> kept = new LinkedHashSet<>(variables.captured);
    variables.constants.stream().filter(constantsOfLambdas::contains).forEach(kept::add);
    return kept;
  }

  /** The variables that code names but does not declare. */
  public Variables variables(TreePath code) {
    Variables variables = new Variables();
    variables.scan(code, null);
    return variables;
  }

  /** The class that a creation expression instantiates. */
  static @Nullable TypeElement created(Trees trees, TreePath creation) {
    NewClassTree tree = (NewClassTree) creation.getLeaf();
    Element element =
        tree.getClassBody() != null
            ? trees.getElement(new TreePath(creation, tree.getClassBody()))
            : asElement(trees.getTypeMirror(creation));
    return element instanceof TypeElement type ? type : null;
  }

  private static @Nullable Element asElement(@Nullable TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.asElement() : null;
  }

  /** Finds the elements of the enclosing methods that code sees. */
  public final class Variables extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Set<Element> declared = new HashSet<>();
    private final Set<VariableElement> captured = new LinkedHashSet<>();
    private final Set<VariableElement> constants = new LinkedHashSet<>();

    public Set<VariableElement> captured() {
      return captured;
    }

    public Set<VariableElement> constants() {
      return constants;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      Element element = trees.getElement(getCurrentPath());
      if (element != null) {
        declared.add(element);
      }
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      Element element = trees.getElement(getCurrentPath());
      if (element instanceof VariableElement variable
          && !element.getKind().isField()
          && !tree.getName().contentEquals("this")
          && !tree.getName().contentEquals("super")) {
        add(variable);
      }
      return null;
    }

    private void add(VariableElement variable) {
      if (!declared.contains(variable)) {
        (variable.getConstantValue() == null ? captured : constants).add(variable);
      }
    }

    /** Code that creates an instance must have the variables that the instance keeps. */
    private void make(@Nullable TypeElement type) {
      if (type != null && Lifted.isInLifted(type)) {
        capturedBy(type).forEach(this::add);
      }
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      if (trees.getElement(getCurrentPath()) instanceof TypeElement type
          && asElement(type.getSuperclass()) instanceof TypeElement superclass) {
        make(superclass);
      }
      return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      super.visitNewClass(tree, null);
      if (tree.getClassBody() == null) {
        make(created(trees, getCurrentPath()));
      }
      return null;
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      if (tree.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
        TreePath named = new TreePath(getCurrentPath(), tree.getQualifierExpression());
        make(asElement(trees.getTypeMirror(named)) instanceof TypeElement type ? type : null);
      }
      return super.visitMemberReference(tree, null);
    }
  }
}
