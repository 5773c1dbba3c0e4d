package dev.suspendable.processor.find;

/**
 * The facts about a top-level class that its coroutines share.
 *
 * @param directForms which coroutines may be called directly
 * @param lambdas the lambdas that are coroutines
 * @param localClasses its local and anonymous classes
 */
public record SharedFacts(DirectForms directForms, Lambdas lambdas, LocalClasses localClasses) {}
