package dev.suspendable.processor.find;

import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.source.Source;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import org.jspecify.annotations.Nullable;

/**
 * The body of a coroutine, and what it is the body of.
 *
 * @param source its trees and text
 * @param tree a block, or the expression of a lambda
 * @param host the class that contains it
 * @param method the method, null for a lambda
 * @param typeParameters the type parameters that it may name, and those that these shadow
 */
public record CoroutineBody(
    Source source,
    Tree tree,
    TypeElement host,
    @Nullable ExecutableElement method,
    List<TypeParameterElement> typeParameters,
    CoroutineType type) {}
