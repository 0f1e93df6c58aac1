package dev.spywatcher.load.crowd;

/** A measure could not be taken; the message says why. */
public final class MeasurementException extends Exception {

  private static final long serialVersionUID = 1L;

  public MeasurementException(String message) {
    super(message);
  }

  public MeasurementException(String message, Throwable cause) {
    super(message, cause);
  }
}
