package dev.suspendable.processor.model;

/** A place that verbatim code may jump to; a basic block once the method is lowered. */
public interface Label {}
