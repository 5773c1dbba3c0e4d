package dev.suspendable.processor.model;

/**
 * The ramp of a frame: the static method that replaces the coroutine's body in the host.
 *
 * @param body the body in the host's class file
 * @param name name of the method
 * @param descriptor its descriptor: the coroutine's descriptor, with the receiver first if there is
 *     one
 */
public record RampMethod(HostBody body, String name, String descriptor) {}
