Feature: Authentication
  Only a good token in the auth payload opens the door.

  Background:
    Given the guild Harbour with the members Ann, Ben and Cleo

  Rule: A good token connects on every transport

    @AUTH-1
    Scenario Outline: A good token connects by <transport>
      When Ann connects by <transport>
      Then Ann has a session

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

    @AUTH-1
    Scenario: A token without expiry does not expire
      When Ann connects with a token that never expires
      Then Ann has a session

  Rule: Without a token there is no connection

    @AUTH-2
    Scenario Outline: <nothing> by <transport>
      When Ann tries to connect by <transport> with <nothing>
      Then Ann is rejected

      Examples:
        | nothing         | transport |
        | no auth at all  | websocket |
        | no auth at all  | polling   |
        | no auth at all  | upgrade   |
        | an empty auth   | websocket |
        | an empty auth   | polling   |
        | a null token    | websocket |
        | a null token    | polling   |
        | an empty token  | websocket |
        | an empty token  | polling   |

    @AUTH-2 @implied
    Scenario Outline: <nothing> by <transport>, in the words that front ends look for
      When Ann tries to connect by <transport> with <nothing>
      Then Ann is rejected
      And the reason is "Authentication required"

      Examples:
        | nothing         | transport |
        | no auth at all  | websocket |
        | no auth at all  | polling   |
        | an empty auth   | websocket |
        | a null token    | websocket |
        | an empty token  | polling   |

  Rule: A token that cannot be trusted is invalid

    @AUTH-3
    Scenario Outline: A token that is <broken>, by <transport>
      When Ann tries to connect by <transport> with a token that is <broken>
      Then Ann is rejected

      Examples:
        | broken                     | transport |
        | not a JWT                  | websocket |
        | not a JWT                  | polling   |
        | not a JWT                  | upgrade   |
        | truncated                  | websocket |
        | tampered with              | websocket |
        | signed with another secret | websocket |
        | signed with another secret | polling   |
        | expired                    | websocket |
        | expired                    | polling   |
        | not yet valid              | websocket |
        | not yet valid              | polling   |
        | unsigned                   | websocket |
        | unsigned                   | polling   |
        | signed by HS384            | websocket |
        | signed by HS512            | websocket |
        | signed by RS256            | websocket |
        | a number                   | websocket |
        | a boolean                  | polling   |
        | a list around a good token | websocket |
        | an object around a good token | polling |

    @AUTH-3 @implied
    Scenario Outline: A token that is <broken>, in the words that front ends look for
      When Ann tries to connect by <transport> with a token that is <broken>
      Then Ann is rejected
      And the reason is "Invalid token"

      Examples:
        | broken                     | transport |
        | not a JWT                  | websocket |
        | signed with another secret | polling   |
        | expired                    | websocket |
        | not yet valid              | polling   |
        | unsigned                   | websocket |
        | a number                   | websocket |

  Rule: A token that does not say who the user is, and that access is granted, is invalid

    @AUTH-4
    Scenario Outline: A token <broken>, by <transport>
      When Ann tries to connect by <transport> with a token that is <broken>
      Then Ann is rejected

      Examples:
        | broken                  | transport |
        | without discordId       | websocket |
        | without discordId       | polling   |
        | without access          | websocket |
        | without role            | websocket |
        | denied access           | websocket |
        | denied access           | polling   |
        | with an empty discordId | websocket |
        | with a blank discordId  | websocket |
        | with an empty role      | websocket |
        | with a blank role       | websocket |

    @AUTH-4 @implied
    Scenario Outline: A token <broken>, in the words that front ends look for
      When Ann tries to connect by <transport> with a token that is <broken>
      Then Ann is rejected
      And the reason is "Invalid token"

      Examples:
        | broken                  | transport |
        | without discordId       | websocket |
        | without access          | polling   |
        | without role            | websocket |
        | denied access           | polling   |
        | with a blank discordId  | websocket |
        | with a blank role       | websocket |

  Rule: A rejection is immediate

    @AUTH-5 @alone
    Scenario Outline: The answer to a token that is <broken> comes at once by <transport>
      When Ann tries to connect by <transport> with a token that is <broken>
      Then Ann is rejected within a second

      Examples:
        | broken                     | transport |
        | signed with another secret | websocket |
        | signed with another secret | polling   |
        | signed with another secret | upgrade   |
        | expired                    | websocket |
        | without role               | polling   |

    @AUTH-5 @alone
    Scenario Outline: The answer to no token at all comes at once by <transport>
      When Ann tries to connect by <transport> with no auth at all
      Then Ann is rejected within a second

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

  Rule: A rejected client hears nothing, whatever it sends

    @AUTH-5
    Scenario Outline: Rejected by <transport> for <credentials>
      Given Ben connects
      And Ben watches the events of Harbour
      And Ben watches the analytics of Harbour
      And a raw client opens a session by <transport>
      When the raw client presents <credentials>
      Then the raw client is rejected
      When the raw client asks for every room of Harbour
      And Cleo writes in Harbour
      Then Ben receives the message
      And Ben receives an update of Harbour at once
      And the raw client hears nothing

      Examples:
        | credentials                                      | transport |
        | a token of Ann that is signed with another secret | websocket |
        | a token of Ann that is signed with another secret | polling   |
        | a token of Ann that is expired                   | websocket |
        | a token of Ann that is expired                   | polling   |
        | nothing                                          | websocket |
        | nothing                                          | polling   |

    @AUTH-5
    Scenario Outline: A client by <transport> that never asked to be let in
      Given Ben connects
      And Ben watches the events of Harbour
      And Ben watches the analytics of Harbour
      And a raw client opens a session by <transport>
      When the raw client asks for every room of Harbour
      And Cleo writes in Harbour
      Then Ben receives the message
      And Ben receives an update of Harbour at once
      And the raw client hears nothing

      Examples:
        | transport |
        | websocket |
        | polling   |

  Rule: Only the auth payload counts

    @AUTH-6
    Scenario Outline: A good token in the <place> alone does not connect by <transport>
      When Ann tries to connect by <transport> with a good token in the <place>
      Then Ann is rejected

      Examples:
        | place        | transport |
        | query string | websocket |
        | query string | polling   |
        | header       | websocket |
        | header       | polling   |

    @AUTH-6
    Scenario Outline: A broken token in the <place> does no harm to a good one
      When Ann connects with a good token, and a broken one in the <place>
      Then Ann has a session

      Examples:
        | place        |
        | query string |
        | header       |

  Rule: A rejection concerns no one else

    @AUTH-7
    Scenario: Who is connected stays so while others are rejected, even from the same user
      Given Ann connects
      And Ann watches the events of Harbour
      When Ann's phone tries to connect by websocket with a token that is expired
      And Ben tries to connect by polling with a token that is not a JWT
      Then Ann's phone and Ben are rejected
      When Cleo writes in Harbour
      Then Ann receives the message

    @AUTH-7
    Scenario Outline: A rejected client connects by <transport> with a good token
      When Ann tries to connect by <transport> with a token that is expired
      Then Ann is rejected
      When Ann connects by <transport>
      And Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann receives the message

      Examples:
        | transport |
        | websocket |
        | polling   |

  Rule: A role says who may come in

    @AUTH-8
    Scenario: The banned are told so
      When Ann tries to connect as BANNED
      Then Ann is rejected
      And the reason is "Account is banned"

    @AUTH-8
    Scenario: A role that no one knows
      When Ann tries to connect as HARBOURMASTER
      Then Ann is rejected
      And the reason is "Invalid token"

    @AUTH-8
    Scenario Outline: A <role> may come in
      When Ann connects as <role>
      Then Ann has a session

      Examples:
        | role      |
        | USER      |
        | MODERATOR |
        | ADMIN     |

  Rule: A connection does not outlive its token for long

    @AUTH-9
    Scenario: The token expires while the client is connected
      Given Ben connects
      And Ben watches the events of Harbour
      When Ann connects with a token that expires in 20 seconds
      And Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message
      And within 30 seconds of its expiry Ann is told "Token expired" and disconnected
      When Cleo writes in Harbour
      Then Ben receives the message
      And Ann and Ben receive nothing else

  Rule: Secrets are long, and stay secret

    @AUTH-10 @reference-process
    Scenario: A server does not start with a secret that is too short
      When a server is started with a secret of 31 characters
      Then it ends with status 2 and names the option --jwt-secret

    @AUTH-10 @reference-process
    Scenario: A server prints no secret, token or claim
      Given a server is started with a secret of 32 characters
      When clients with good and broken tokens try to connect to it
      And it is stopped
      Then it has printed no secret, token or claim
