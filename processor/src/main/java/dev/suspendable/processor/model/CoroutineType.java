package dev.suspendable.processor.model;

import java.util.Set;
import javax.lang.model.type.DeclaredType;

/**
 * A coroutine's return type, and how it is created.
 *
 * @param type the coroutine type, as the method declares it
 * @param promise the promise that creates it
 * @param coReturnFactories qualified names of static methods that are co-returns by binding
 * @param takesObject whether an object of the type that is returned is complete
 */
public record CoroutineType(
    DeclaredType type, Promise promise, Set<String> coReturnFactories, boolean takesObject) {}
