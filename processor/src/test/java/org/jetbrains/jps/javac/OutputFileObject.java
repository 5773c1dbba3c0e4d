package org.jetbrains.jps.javac;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written. Its content is in memory, and goes to the context when the stream is
 * closed, once for each stream. An object that has not been written reads the disk.
 */
public final class OutputFileObject extends SimpleJavaFileObject {
  private final JpsJavacFileManager.Context context;
  private final File file;
  private final @Nullable String className;
  private final List<URI> sources;
  private final boolean isGenerated;
  private volatile byte @Nullable [] content;

  OutputFileObject(
      JpsJavacFileManager.Context context,
      File file,
      Kind kind,
      @Nullable String className,
      List<URI> sources,
      boolean isGenerated) {
    super(file.toURI(), kind);
    this.context = context;
    this.file = file;
    this.className = className == null ? null : className.replace('/', '.');
    this.sources = sources;
    this.isGenerated = isGenerated;
  }

  public File getFile() {
    return file;
  }

  public @Nullable String getClassName() {
    return className;
  }

  public List<URI> getSourceUris() {
    return sources;
  }

  public boolean isGenerated() {
    return isGenerated;
  }

  public byte @Nullable [] getContent() {
    return content;
  }

  @Override
  public ByteArrayOutputStream openOutputStream() {
    return new ByteArrayOutputStream() {
      private boolean isClosed;

      @Override
      public void close() throws IOException {
        if (!isClosed) {
          isClosed = true;
          super.close();
          content = toByteArray();
          context.consumeOutputFile(OutputFileObject.this);
        }
      }
    };
  }

  @Override
  public InputStream openInputStream() throws IOException {
    byte[] bytes = content;
    return bytes == null ? Files.newInputStream(file.toPath()) : new ByteArrayInputStream(bytes);
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    try (InputStream in = openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutputFileObject it && it.toUri().equals(toUri());
  }

  @Override
  public int hashCode() {
    return toUri().hashCode();
  }
}
