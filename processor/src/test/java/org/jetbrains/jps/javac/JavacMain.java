package org.jetbrains.jps.javac;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticListener;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Runs javac. */
public final class JavacMain {
  private JavacMain() {}

  /**
   * Compiles.
   *
   * @param output the folder of the classes
   * @param tracksProcessors whether processors are wrapped, as they are by default
   */
  public static boolean compile(
      List<String> options,
      List<File> sources,
      List<File> classpath,
      File output,
      List<Processor> processors,
      DiagnosticListener<JavaFileObject> diagnostics,
      OutputFileConsumer sink,
      boolean tracksProcessors)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager standard =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
    JpsJavacFileManager fileManager = new JpsJavacFileManager(new ContextImpl(standard, sink));
    try {
      for (Iterator<String> each = options.iterator(); each.hasNext(); ) {
        if (each.next().equals("-s")) {
          fileManager.handleOption("-s", each);
        }
      }
      fileManager.setLocation(StandardLocation.CLASS_OUTPUT, List.of(output));
      fileManager.setLocation(StandardLocation.CLASS_PATH, classpath);
      StandardJavaFileManager files =
          APIWrappers.wrap(
              StandardJavaFileManager.class,
              fileManager,
              ForwardingJavaFileManager.class,
              standard);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, diagnostics, options, null, fileManager.setInputSources(sources));
      task.setLocale(Locale.ROOT);
      if (!options.contains("-proc:none")) {
        task.setProcessors(
            processors.stream()
                .map(each -> tracksProcessors ? wrapped(each, fileManager) : each)
                .toList());
      }
      return task.call();
    } finally {
      fileManager.close();
    }
  }

  private static Processor wrapped(Processor processor, JpsJavacFileManager fileManager) {
    return APIWrappers.wrap(
        Processor.class,
        new APIWrappers.ProcessorWrapper(processor, fileManager),
        APIWrappers.DynamicWrapper.class,
        processor);
  }

  private static final class ContextImpl implements JpsJavacFileManager.Context {
    private final StandardJavaFileManager myStdManager;
    private final OutputFileConsumer myOutputFileSink;

    ContextImpl(StandardJavaFileManager standard, OutputFileConsumer sink) {
      myStdManager = standard;
      myOutputFileSink = sink;
    }

    @Override
    public boolean isCanceled() {
      return false;
    }

    @Override
    public StandardJavaFileManager getStandardFileManager() {
      return myStdManager;
    }

    @Override
    public void consumeOutputFile(OutputFileObject file) {
      myOutputFileSink.save(file);
    }
  }
}
