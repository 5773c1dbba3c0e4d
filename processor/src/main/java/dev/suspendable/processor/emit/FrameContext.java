package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.SuspendableMethod;

/**
 * The state that all writers of one frame class share.
 *
 * @param graph the blocks of the body
 * @param layout the places of its variables
 * @param naming the names in the frame class
 * @param markers what is replaced once the source is laid out
 * @param states the numbers of the blocks
 * @param frames the names of frame classes
 */
record FrameContext(
    SuspendableMethod method,
    Graph graph,
    FrameLayout layout,
    Naming naming,
    Markers markers,
    States states,
    FrameNames frames) {}
