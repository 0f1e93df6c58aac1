Feature: Errors
  A client that is wrong is told so, in words that give nothing away.

  Background:
    Given the guild Harbour with the members Ann, Ben and Cleo
    And the guild Cellar with the members Eve and Finn

  Rule: An error is a message, and only that

    @ERR-1
    Scenario Outline: A client by <transport> that asks for too much or for nonsense
      Given Ann connects by <transport>
      When Ann watches the events of Cellar
      Then Ann is told an error
      When Ann watches the analytics of Nowhere
      Then Ann is told an error
      When Ann asks for the events of a guild id that is missing
      Then Ann is told an error
      When Ann asks for the analytics of a guild id that is an object
      Then Ann is told an error
      And every error that reached Ann is a message that names nothing internal

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

  Rule: What the service does not know, it ignores

    @ERR-2
    Scenario Outline: <event> from a client
      Given Ann and Ben connect
      And Ann and Ben watch the events of Harbour
      And Ann and Ben watch the analytics of Harbour
      When Ann emits <event>
      And Cleo writes in Harbour
      Then Ann and Ben receive the message
      And Ann and Ben receive an update of Harbour at once
      And Ann and Ben receive nothing else
      And Ann and Ben are still connected

      Examples:
        | event                     |
        | an event of no meaning    |
        | an event without a name   |
        | a forged message          |
        | a forged analytics update |
        | a forged error            |

    @ERR-2
    Scenario Outline: The reserved event <event> closes the connection
      Given Ben connects
      And Ben watches the events of Harbour
      And a raw client opens a session by <transport>
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client emits the reserved event <event>
      Then the raw client is closed
      When Cleo writes in Harbour
      Then Ben receives the message

      Examples:
        | event         | transport |
        | connect       | websocket |
        | connect_error | websocket |
        | disconnect    | websocket |
        | disconnecting | websocket |
        | disconnect    | polling   |
