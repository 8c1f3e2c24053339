from khmertext.cli import main

raise SystemExit(main())
