package org.eclipse.jdt.internal.apt.pluggable.core.dispatch;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** An environment like Eclipse's: what it adds to the standard one is found by name. */
public class IdeProcessingEnvironment implements ProcessingEnvironment {
  private final ProcessingEnvironment compiler;
  private final Object project;
  private final String phase;
  private final Function<Element, @Nullable Object> files;

  /** An environment that gets all that is standard from {@code compiler}. */
  public IdeProcessingEnvironment(
      ProcessingEnvironment compiler,
      Object project,
      String phase,
      Function<Element, @Nullable Object> files) {
    this.compiler = compiler;
    this.project = project;
    this.phase = phase;
    this.files = files;
  }

  public Object getJavaProject() {
    return project;
  }

  public Object getPhase() {
    return phase;
  }

  public @Nullable Object getEnclosingIFile(Element element) {
    return files.apply(element);
  }

  @Override
  public Map<String, String> getOptions() {
    return compiler.getOptions();
  }

  @Override
  public Messager getMessager() {
    return compiler.getMessager();
  }

  @Override
  public Filer getFiler() {
    return compiler.getFiler();
  }

  @Override
  public Elements getElementUtils() {
    return compiler.getElementUtils();
  }

  @Override
  public Types getTypeUtils() {
    return compiler.getTypeUtils();
  }

  @Override
  public SourceVersion getSourceVersion() {
    return compiler.getSourceVersion();
  }

  @Override
  public Locale getLocale() {
    return compiler.getLocale();
  }
}
