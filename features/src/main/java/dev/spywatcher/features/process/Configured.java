package dev.spywatcher.features.process;

import dev.spywatcher.features.target.Setting;
import org.jspecify.annotations.Nullable;

/** A service whose configuration the suite has chosen itself. */
public interface Configured {
  /** What the service is configured with, or null. */
  @Nullable String setting(Setting setting);
}
