package dev.suspendable.processor.bind;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.suspendable.processor.compile.ClassFiles;
import dev.suspendable.processor.compile.FrameShares;
import dev.suspendable.processor.compile.GeneratedClasses;
import dev.suspendable.processor.compile.NestedCompilation;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.compile.SourcesOption;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Compiles and binds hand-written frames within a real run of javac, as the driver does. */
public final class FramesProcessor extends AbstractProcessor {
  private final List<Frames> frames;
  private final List<String> largeMethods = new ArrayList<>();
  private final boolean generatedLines;
  private boolean failed;

  public FramesProcessor(List<Frames> frames, boolean generatedLines) {
    this.frames = frames;
    this.generatedLines = generatedLines;
  }

  /** What was reported as too large. */
  List<String> largeMethods() {
    return largeMethods;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    GeneratedClasses generated = new GeneratedClasses(environment.getElementUtils());
    JavacTask.instance(environment)
        .addTaskListener(
            new TaskListener() {
              @Override
              public void finished(TaskEvent event) {
                generated.add(event);
                if (event.getKind() == TaskEvent.Kind.COMPILATION && !failed) {
                  bind(generated);
                }
              }
            });
  }

  private void bind(GeneratedClasses generated) {
    try {
      List<FrameSource> sources =
          frames.stream()
              .map(
                  frame ->
                      frame.build(
                          (trouble, detail) ->
                              processingEnv
                                  .getMessager()
                                  .printMessage(Diagnostic.Kind.ERROR, trouble + ": " + detail)))
              .filter(frame -> generated.find(frame.name().host()).isPresent())
              .toList();
      ClassFiles classFiles = new ClassFiles(processingEnv.getFiler(), generated, null);
      OutputFiles output =
          new OutputFiles(processingEnv.getFiler(), classFiles, new SourcesOption.Output());
      for (FrameSource frame : sources) {
        output.writeFrameSource(frame.name(), frame.text().source());
      }
      Map<String, byte[]> classes =
          new NestedCompilation(processingEnv, classFiles, new FrameShares(0)).compile(sources);
      new Binder(
              classFiles,
              output,
              (frame, method, size) ->
                  largeMethods.add(((HostBody.OfMethod) frame.ramp().body()).name() + " " + method),
              generatedLines)
          .bind(sources, classes, generated.topLevel());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    failed |= round.errorRaised();
    return false;
  }
}
