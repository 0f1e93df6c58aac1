package dev.spywatcher.fuzz;

import java.util.List;

/** Packets that a client may send. */
final class Packets {

  static final List<String> VALID =
      List.of(
          "1",
          "2probe",
          "3",
          "5",
          "6",
          "40",
          "40{}",
          "40{\"token\":\"a.b.c\"}",
          "40/custom,{\"token\":\"a\"}",
          "40/?x=1,",
          "41",
          "41/custom,",
          "42[\"subscribe:guild\",\"g\"]",
          "42[\"subscribe:analytics\",\"123456789012345678\"]",
          "421[\"unsubscribe:guild\",\"g\"]",
          "42/custom,7[\"x\",{\"a\":[1,2.5,true,null,\"\\u00e4\"]}]",
          "42[12,\"numeric name\"]",
          "430[]",
          "4312[\"a\",{\"b\":1}]",
          "451-[\"binary\",{\"_placeholder\":true,\"num\":0}]",
          "452-/custom,3[\"x\",{\"a\":{\"_placeholder\":true,\"num\":1}},"
              + "[{\"_placeholder\":true,\"num\":0}]]",
          "461-5[{\"_placeholder\":true,\"num\":0}]");

  private Packets() {}
}
