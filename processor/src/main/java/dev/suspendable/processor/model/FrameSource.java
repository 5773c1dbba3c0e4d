package dev.suspendable.processor.model;

/**
 * The generated form of one coroutine: the source of the frame class, and all the information
 * needed to bind it.
 *
 * @param name the name of the class
 * @param promise binary name of the class that it extends
 * @param ramp the method that replaces the coroutine's body
 * @param text the source
 * @param debugNames the names that debuggers show
 * @param nest the host's nest as the frame sees it
 * @param links the parts that source cannot express
 * @param origin where to report later problems
 */
public record FrameSource(
    FrameName name,
    String promise,
    RampMethod ramp,
    FrameText text,
    DebugNames debugNames,
    NestView nest,
    FrameLinks links,
    Origin origin) {

  /** The same frame with another text. */
  public FrameSource with(FrameText otherText) {
    return new FrameSource(name, promise, ramp, otherText, debugNames, nest, links, origin);
  }
}
