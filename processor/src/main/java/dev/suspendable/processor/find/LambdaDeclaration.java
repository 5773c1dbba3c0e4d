package dev.suspendable.processor.find;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.util.TreePath;
import dev.suspendable.processor.model.Declaration;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;

/**
 * A lambda that is a coroutine, and its place.
 *
 * @param function the method of its interface
 * @param parameters types of its parameters
 * @param result type of its result
 * @param place the code around it
 * @param typeParameters the type parameters that it may name, and those that these shadow
 * @param depth the number of lambdas around it
 * @param number its index among the coroutines of that code that are lambdas
 */
public record LambdaDeclaration(
    TreePath path,
    ExecutableElement function,
    List<TypeMirror> parameters,
    TypeMirror result,
    Declaration.Place place,
    List<TypeParameterElement> typeParameters,
    int depth,
    int number) {

  /** The lambda. */
  public LambdaExpressionTree tree() {
    return (LambdaExpressionTree) path.getLeaf();
  }
}
